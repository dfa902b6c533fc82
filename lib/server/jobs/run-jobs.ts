import 'server-only'
import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import { log } from '../log'
import { countJobRun } from '../metrics/count'
import { db } from '../store/db'
import { lastDue, type Job } from './job'
import { isOutage } from './is-outage'
import { isOpen } from './lease'
import { sharedTime } from './shared-time'
import { underLease, type Terms } from './under-lease'

/** A holder that is killed keeps the others out for so long at most. */
const leaseMs = 30_000

type RunningJobs = {
  /** Runs what is due and nobody runs; answers when that has ended. Never rejects. */
  turn: () => Promise<void>
  /** Ends the steps that are under way and gives their leases back. */
  stop: () => Promise<void>
}

/** This process's part in running the jobs; `terms` are for tests. */
export function runJobs(jobs: readonly Job[], terms: Partial<Terms> = {}): RunningJobs {
  const usual = { time: sharedTime, leaseMs, ...terms }
  const me = `${hostname()}:${process.pid}:${randomBytes(4).toString('hex')}`
  const underWay = new Map<string, AbortController>()
  const turns = new Set<Promise<void>>()
  let [isLeaving, isBehind, runs] = [false, false, 0]

  async function takeTurn() {
    try {
      const open = await openRuns(jobs, await usual.time())
      isBehind = false
      await Promise.all(open.map(({ job, due }) => run(job, due)))
    } catch (error) {
      if (!isBehind) log().warn({ err: error }, 'jobs wait for the database')
      isBehind = true
    }
  }

  async function run(job: Job, due: number) {
    if (isLeaving || underWay.has(job.name)) return
    const controller = new AbortController()
    underWay.set(job.name, controller)
    const lease = { name: job.name, holder: `${me}:${++runs}`, due }
    const work = () => job.run(new Date(due), controller.signal)
    const outcome = await underLease(lease, usual, controller, work).catch((error: unknown) => tell(job, due, error))
    if (outcome !== 'not-taken') countJobRun(job.name, outcome)
    if (outcome === 'lost') log().warn({ job: job.name, due: new Date(due) }, 'another process has taken over a job')
    underWay.delete(job.name)
  }

  return {
    turn() {
      const turn = isLeaving ? Promise.resolve() : takeTurn()
      turns.add(turn)
      return turn.finally(() => turns.delete(turn))
    },
    async stop() {
      isLeaving = true
      for (const controller of underWay.values()) controller.abort()
      await Promise.all(turns)
    },
  }
}

/** What is due and, as the rows stand, neither done nor held. */
async function openRuns(jobs: readonly Job[], at: number) {
  const rows = new Map((await db().lease.findMany()).map((row) => [row.name, row]))
  return jobs
    .map((job) => ({ job, due: lastDue(job.when, at) }))
    .filter(({ job, due }) => isOpen(rows.get(job.name), due, at))
}

/** Ends nothing: the next turn, here or elsewhere, tries again. */
function tell({ name }: Job, due: number, error: unknown): 'failed' {
  const fields = { err: error, job: name, due: new Date(due) }
  if (isOutage(error)) log().warn(fields, 'a job waits for the database')
  else log().error(fields, 'a job failed')
  return 'failed'
}
