import 'server-only'
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { setGlobalState } from '../global-state'
import type { Job } from '../jobs/job'
import { runJobs } from '../jobs/run-jobs'
import { sharedTime } from '../jobs/shared-time'
import { db, inTransaction, openDatabase, type Tx } from '../store/db'

// For tests that kill it: takes part in running jobs that note who begins a run and each step that it takes, in tables
// of the test. Arguments: the database, how many jobs, how often each is due, how long a lease lasts, and the file that
// says by how many milliseconds the test is ahead of the shared time.
const [url = '', count, everyMs, leaseMs, ahead = ''] = process.argv.slice(2)
const steps = 6
setGlobalState('database', openDatabase(url))

const time = async () => Number(readFileSync(ahead, 'utf8')) + (await sharedTime())

/** Whether it could be written: on SQLite another process may be at it for too long. */
const isWritten = (statement: (tx: Tx) => Promise<number>): Promise<boolean> =>
  inTransaction(statement).then(
    () => true,
    () => false,
  )

/** Tries again until it is written. */
async function write(statement: (tx: Tx) => Promise<number>): Promise<void> {
  while (!(await isWritten(statement))) await pause(50)
}

async function run(name: string, due: Date, signal: AbortSignal) {
  const at = due.getTime()
  const begun = Date.now()
  await write(
    (tx) => tx.$executeRaw`INSERT INTO "Attempt" ("job", "due", "pid", "at")
      VALUES (${name}, ${at}, ${process.pid}, ${begun})`,
  )
  for (let step = 0; step < steps && !signal.aborted; step++) {
    await write(
      (tx) => tx.$executeRaw`INSERT INTO "Effect" ("job", "due", "step", "pid")
        VALUES (${name}, ${at}, ${step}, ${process.pid}) ON CONFLICT ("job", "due", "step") DO NOTHING`,
    )
    await pause(80)
  }
}

/** Notes when it was kept from writing for so long that a lease of its own may have run out meanwhile. */
async function notePauses(): Promise<void> {
  for (let from = Date.now(); ; await pause(Number(leaseMs) / 10)) {
    if (!(await isWritten((tx) => tx.$executeRaw`DELETE FROM "Pause" WHERE false`))) continue
    const until = Date.now()
    const note = (tx: Tx) =>
      tx.$executeRaw`INSERT INTO "Pause" ("pid", "from", "until") VALUES (${process.pid}, ${from}, ${until})`
    if (until - from < Number(leaseMs) / 3 || (await isWritten(note))) from = until
  }
}

const jobs = Array.from({ length: Number(count) }, (_, index): Job => {
  const name = `job-${index}`
  return { name, when: { everyMs: Number(everyMs) }, run: (due, signal) => run(name, due, signal) }
})
const running = runJobs(jobs, { time, leaseMs: Number(leaseMs) })
await db().$queryRaw`SELECT 1`
setInterval(() => void running.turn(), 200)
void notePauses()
process.on('SIGTERM', () => void running.stop().then(() => process.exit(0)))
process.send!('ready')
