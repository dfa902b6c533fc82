import 'server-only'
import { setTimeout as pause } from 'node:timers/promises'
import { setGlobalState } from '../global-state'
import type { Job } from '../jobs/job'
import { runJobs } from '../jobs/run-jobs'
import { db, inTransaction, openDatabase } from '../store/db'

// For tests that kill it: takes part in running jobs that note who begins a run and each step that it takes, in tables
// of the test. Arguments: the database, how many jobs, how often each is due, how long a lease lasts.
const [url = '', count, everyMs, leaseMs] = process.argv.slice(2)
const steps = 6
setGlobalState('database', openDatabase(url))

async function run(name: string, due: Date, signal: AbortSignal) {
  const at = due.getTime()
  await inTransaction(
    (tx) => tx.$executeRaw`INSERT INTO "Attempt" ("job", "due", "pid") VALUES (${name}, ${at}, ${process.pid})`,
  )
  for (let step = 0; step < steps && !signal.aborted; step++) {
    await inTransaction(
      (tx) => tx.$executeRaw`INSERT INTO "Effect" ("job", "due", "step", "pid")
        VALUES (${name}, ${at}, ${step}, ${process.pid}) ON CONFLICT ("job", "due", "step") DO NOTHING`,
    )
    await pause(80)
  }
}

const jobs = Array.from({ length: Number(count) }, (_, index): Job => {
  const name = `job-${index}`
  return { name, when: { everyMs: Number(everyMs) }, run: (due, signal) => run(name, due, signal) }
})
const running = runJobs(jobs, { leaseMs: Number(leaseMs) })
await db().$queryRaw`SELECT 1`
setInterval(() => void running.turn(), 50)
process.on('SIGTERM', () => void running.stop().then(() => process.exit(0)))
process.stdout.write('ready\n')
