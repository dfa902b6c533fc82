import pino from 'pino'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { now, setClock } from '../clock'
import { Refusal } from '../errors'
import { setGlobalState } from '../global-state'
import { db, disconnect, openDatabase } from '../store/db'
import { blankDatabase, testEngine, unique, useDatabase } from '../testing/database'
import { stopClock } from '../testing/stop-clock'
import type { Job } from './job'
import { runJobs } from './run-jobs'
import { sharedTime } from './shared-time'

useDatabase()
const stoppedTime = async () => now().getTime()
const start = Date.parse('2026-03-01T08:00:00Z')
const minute = 60_000

let pass: (seconds: number) => void
let lines: { level: number; job?: string; msg: string }[]
beforeEach(async () => {
  pass = stopClock(start)
  lines = []
  setGlobalState('log', pino({ level: 'warn' }, { write: (line: string) => void lines.push(JSON.parse(line)) }))
  await db().lease.deleteMany()
})
afterEach(() => vi.useRealTimers())

/** A job of every minute that notes what was due, and what else `work` does. */
function makeJob(work: (due: Date, signal: AbortSignal) => Promise<unknown> = async () => undefined) {
  const runs: string[] = []
  const run = async (due: Date, signal: AbortSignal) => {
    runs.push(due.toISOString().slice(11, 16))
    await work(due, signal)
  }
  return { job: { name: unique('job'), when: { everyMs: minute }, run } satisfies Job, runs }
}
const makeProcess = (...jobs: Job[]) => runJobs(jobs, { time: stoppedTime })
const leaseOf = ({ name }: Job) => db().lease.findUniqueOrThrow({ where: { name } })
const doneFor = async (job: Job) => new Date(Number((await leaseOf(job)).doneFor)).toISOString().slice(11, 16)

/** Something that goes on until it is let go. */
function makeGate() {
  let [open, arrive] = [() => {}, () => {}]
  const opened = new Promise<void>((resolve) => (open = resolve))
  const arrived = new Promise<void>((resolve) => (arrive = resolve))
  return { open, arrived, wait: () => (arrive(), opened) }
}

/** The pool tells of its lost connections itself. */
const toldOfJobs = () => lines.filter(({ msg }) => /\bjobs?\b/.test(msg)).map(({ level, msg }) => [level, msg])

/** A database that was there. */
async function openGone() {
  const { url, drop } = await blankDatabase()
  const client = openDatabase(url)
  await client.$queryRaw`SELECT 1`
  await drop()
  return client
}

describe('a run that is due', () => {
  test('is done once, and the next when it is due', async () => {
    const { job, runs } = makeJob()
    const process = makeProcess(job)
    await process.turn()
    await process.turn()
    pass(59)
    await process.turn()
    expect(runs).toEqual(['08:00'])
    pass(1)
    await process.turn()
    expect(runs).toEqual(['08:00', '08:01'])
    expect(await leaseOf(job)).toMatchObject({ holder: '', until: 0n, doneFor: BigInt(start + minute) })
  })

  test('is done by one of ten processes that come at once', async () => {
    const { job, runs } = makeJob()
    await Promise.all(Array.from({ length: 10 }, () => makeProcess(job).turn()))
    expect(runs).toEqual(['08:00'])
  })

  test('is caught up once, however many were missed while everything was down', async () => {
    const { job, runs } = makeJob()
    await makeProcess(job).turn()
    pass(3 * 3600 + 30)
    await makeProcess(job).turn()
    await makeProcess(job).turn()
    expect(runs).toEqual(['08:00', '11:00'])
  })

  test('is not begun twice by a process that is still at it, whatever comes due meanwhile', async () => {
    const gate = makeGate()
    const { job, runs } = makeJob(gate.wait)
    const process = makeProcess(job)
    const first = process.turn()
    await gate.arrived
    pass(120)
    await process.turn()
    expect(runs).toEqual(['08:00'])
    gate.open()
    await first
    await process.turn()
    expect(runs).toEqual(['08:00', '08:02'])
  })
})

describe('the lease', () => {
  test('keeps the others out while it is renewed', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const gate = makeGate()
    const { job, runs } = makeJob(gate.wait)
    const [holder, other] = [makeProcess(job), makeProcess(job)]
    const run = holder.turn()
    await gate.arrived
    for (let third = 1; third <= 12; third++) {
      pass(10)
      vi.advanceTimersByTime(10_000)
      await expect.poll(async () => Number((await leaseOf(job)).until)).toBe(start + third * 10_000 + 30_000)
      await other.turn()
    }
    gate.open()
    await run
    expect([runs, await doneFor(job)]).toEqual([['08:00'], '08:00'])
  })

  test('of a killed process ends by itself, and another repeats the run', async () => {
    const { job, runs } = makeJob()
    const [lost, other] = [makeGate(), makeProcess(job)]
    const killed = makeProcess({ ...job, run: lost.wait })
    void killed.turn()
    await lost.arrived
    pass(29)
    await other.turn()
    expect(runs).toEqual([])
    pass(1)
    await other.turn()
    expect([runs, await doneFor(job)]).toEqual([['08:00'], '08:00'])
    lost.open()
    await killed.stop()
  })

  test('that a paused process has lost is not given back by it, nor its run called done', async () => {
    const [paused, present] = [makeGate(), makeGate()]
    const { job } = makeJob(present.wait)
    const [late, other] = [makeProcess({ ...job, run: paused.wait }), makeProcess(job)]
    const lateRun = late.turn()
    await paused.arrived
    pass(60)
    const otherRun = other.turn()
    await present.arrived
    const held = await leaseOf(job)
    paused.open()
    await lateRun
    expect(await leaseOf(job)).toEqual(held)
    expect(held.doneFor).toBe(0n)
    present.open()
    await otherRun
    expect(await doneFor(job)).toBe('08:01')
    expect(lines.map(({ job, msg }) => [job, msg])).toEqual([[job.name, 'another process has taken over a job']])
  })

  test('that another has taken ends the run at its next renewal', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const begun = makeGate()
    const { job } = makeJob(async (_, signal) => {
      const ended = new Promise((aborted) => signal.addEventListener('abort', aborted))
      void begun.wait()
      await ended
    })
    const run = makeProcess(job).turn()
    await begun.arrived
    await db().lease.update({ where: { name: job.name }, data: { holder: 'another' } })
    vi.advanceTimersByTime(10_000)
    await run
    expect(await leaseOf(job)).toMatchObject({ holder: 'another', doneFor: 0n })
  })

  test('and what is done, written by a clock that was years ahead, keep nobody from running', async () => {
    const { job, runs } = makeJob()
    const ahead = BigInt(start + 365 * 24 * 60 * minute)
    for (const wrong of [{ until: ahead }, { doneFor: ahead }]) {
      await db().lease.deleteMany()
      await db().lease.create({ data: { name: job.name, holder: 'gone', until: 0n, ...wrong } })
      await makeProcess(job).turn()
    }
    expect([runs, await doneFor(job)]).toEqual([['08:00', '08:00'], '08:00'])
  })

  test.runIf(testEngine === 'postgresql')('goes by the database’s clock, whatever the processes’ own say', async () => {
    const { job, runs } = makeJob()
    const daily: Job = { ...job, when: { dailyAt: '00:00' } }
    const gate = makeGate()
    const holder = runJobs([{ ...daily, run: gate.wait }])
    setClock(() => new Date())
    const real = await sharedTime()
    void holder.turn()
    await gate.arrived
    for (const skew of [-10, 10, 24 * 60 * 400]) {
      setClock(() => new Date(Date.now() + skew * minute))
      expect(Math.abs((await sharedTime()) - real)).toBeLessThan(30_000)
      await runJobs([daily]).turn()
    }
    expect(runs).toEqual([])
    gate.open()
    await holder.stop()
  })
})

describe('an orderly stop', () => {
  test('ends the step under way and gives the lease back; another process goes on at once', async () => {
    const [gate, steps] = [makeGate(), [] as string[]]
    const { job, runs } = makeJob(async (_, signal) => {
      for (const step of ['first', 'second'])
        if (!signal.aborted) await (step === 'first' ? gate.wait() : undefined, steps.push(step))
    })
    const leaving = makeProcess(job)
    const run = leaving.turn()
    await gate.arrived
    const stopped = leaving.stop()
    gate.open()
    await Promise.all([stopped, run])
    expect(steps).toEqual(['first'])
    expect(await leaseOf(job)).toMatchObject({ holder: '', until: 0n, doneFor: 0n })
    await leaving.turn()
    expect(runs).toEqual(['08:00'])
    await makeProcess(job).turn()
    expect([runs, await doneFor(job)]).toEqual([['08:00', '08:00'], '08:00'])
  })
})

describe('what fails', () => {
  test('is told in one line, keeps no other job from running, and is tried again after five minutes', async () => {
    let isBroken = true
    const { job, runs } = makeJob(async () => {
      if (isBroken) throw new Error('broken')
    })
    const good = makeJob()
    const process = makeProcess(job, good.job)
    await process.turn()
    pass(299)
    await process.turn()
    expect([runs, good.runs]).toEqual([['08:00'], ['08:00', '08:04']])
    expect(lines.map(({ level, job, msg }) => [level, job, msg])).toEqual([[50, job.name, 'a job failed']])
    isBroken = false
    pass(1)
    await process.turn()
    expect(runs).toEqual(['08:00', '08:05'])
  })

  test('for want of a database waits for the next turn', async () => {
    let isDown = true
    const { job, runs } = makeJob(async () => {
      if (isDown) throw new Refusal('unavailable', 'the database cannot be reached')
    })
    const process = makeProcess(job)
    await process.turn()
    isDown = false
    await process.turn()
    expect(runs).toEqual(['08:00', '08:00'])
    expect(lines.map(({ level, msg }) => [level, msg])).toEqual([[40, 'a job waits for the database']])
  })

  test('a database that is gone in the middle of a run ends it when its lease has ended too', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const begun = makeGate()
    const { job } = makeJob(async (_, signal) => {
      const ended = new Promise((aborted) => signal.addEventListener('abort', aborted))
      void begun.wait()
      await ended
    })
    const [run, usual] = [makeProcess(job).turn(), db()]
    await begun.arrived
    const gone = await openGone()
    setGlobalState('database', gone)
    let hasEnded = false
    void run.then(() => (hasEnded = true))
    pass(29)
    vi.advanceTimersByTime(10_000)
    await expect(gone.lease.count()).rejects.toThrow()
    expect(hasEnded).toBe(false)
    pass(1)
    vi.advanceTimersByTime(10_000)
    await run
    setGlobalState('database', usual)
    await disconnect(gone)
    expect(await leaseOf(job)).toMatchObject({ doneFor: 0n })
    expect(toldOfJobs()).toEqual([[40, 'a job waits for the database']])
  })

  test('a database that is gone: one line, however long, and on it goes when it is back', async () => {
    const { job, runs } = makeJob()
    const [process, usual] = [makeProcess(job), db()]
    const gone = await openGone()
    setGlobalState('database', gone)
    for (let turn = 0; turn < 3; turn++) await process.turn()
    setGlobalState('database', usual)
    await process.turn()
    await disconnect(gone)
    expect(runs).toEqual(['08:00'])
    expect(toldOfJobs()).toEqual([[40, 'jobs wait for the database']])
  })
})
