import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '../store/db'
import { bundled } from '../testing/bundled'
import { useDatabase } from '../testing/database'

// `npm run prove -- lease` does the same for longer.
const isProof = process.env['PROVE'] === 'true'
const { jobs, rounds, kills } = isProof ? { jobs: 10, rounds: 20, kills: 20 } : { jobs: 5, rounds: 2, kills: 2 }
const processes = 3
const steps = 6
/** Due more seldom than any machine is slow: the test skips the time between. Leases run out as time passes. */
const [everyMs, leaseMs] = [3_600_000, 3_000]

const url = useDatabase()
const folder = mkdtempSync(path.join(tmpdir(), 'leaders-'))
const ahead = path.join(folder, 'ahead')
const children: ChildProcess[] = []
let scripts: Awaited<ReturnType<typeof bundled<'job'>>>

beforeAll(async () => {
  scripts = await bundled({ job: 'lib/server/testing/job-process.ts' })
  await db().$executeRaw`CREATE TABLE "Pause" ("pid" BIGINT, "from" BIGINT, "until" BIGINT)`
  await db().$executeRaw`CREATE TABLE "Attempt" ("job" TEXT, "due" BIGINT, "pid" BIGINT, "at" BIGINT)`
  await db().$executeRaw`CREATE TABLE "Effect" ("job" TEXT, "due" BIGINT, "step" INTEGER, "pid" BIGINT,
    PRIMARY KEY ("job", "due", "step"))`
})
afterAll(() => {
  children.forEach((child) => child.kill('SIGKILL'))
  scripts.remove()
  rmSync(folder, { recursive: true })
})

async function startProcess(): Promise<void> {
  const child = scripts.start('job', [url(), jobs, everyMs, leaseMs, ahead].map(String), { LOG_LEVEL: 'silent' })
  children.push(child)
  await once(child, 'message')
}

async function killProcess(pid: number): Promise<void> {
  const child = children.find((each) => each.pid === pid)!
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

/** Makes it this time for all processes. While nobody holds a lease, nobody loses one by it. */
function skipTo(at: number): void {
  writeFileSync(`${ahead}.new`, String(at - Date.now()))
  renameSync(`${ahead}.new`, ahead)
}

/** Who is at work on what is due at this time, once some of it is done. */
async function workerOn(due: number): Promise<number> {
  for (; ; await delay(50)) {
    const [done] = await db().$queryRaw<{ count: bigint; pid: bigint }[]>`
      SELECT COUNT(*) AS "count", MAX("pid") AS "pid" FROM "Effect" WHERE "due" = ${due}`
    if (Number(done!.count) >= 2) return Number(done!.pid)
  }
}

/** Waits until all jobs are done that are due at this time, and nobody holds one any more. */
async function untilDone(due: number): Promise<void> {
  const isDone = { doneFor: BigInt(due), holder: '' }
  while ((await db().lease.count({ where: isDone })) < jobs) await delay(50)
}

type Attempt = { job: string; due: number; pid: number; at: number }
type Pause = { pid: number; from: number; until: number }
const numbers = <Row>(rows: Record<string, unknown>[]) =>
  rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, name === 'job' ? value : Number(value)])),
  ) as Row[]

/** Those who began what another had begun that was neither killed nor kept from renewing its lease. */
function begunTwice(attempts: Attempt[], pauses: Pause[]): Attempt[] {
  return attempts.filter((later) =>
    attempts.some(
      ({ job, due, pid, at }) =>
        job === later.job &&
        due === later.due &&
        at < later.at &&
        !pauses.some((pause) => pause.pid === pid && pause.until > at - leaseMs && pause.from < later.at),
    ),
  )
}

test(
  `${processes} processes, ${jobs * rounds} due runs, ${kills} leaders killed: each run is done once`,
  { timeout: 600_000 },
  async () => {
    const first = Math.ceil(Date.now() / everyMs) * everyMs
    skipTo(first)
    await Promise.all(Array.from({ length: processes }, startProcess))
    await untilDone(first)
    const last = first + rounds * everyMs
    const killed: number[] = []
    for (let due = first + everyMs; due <= last; due += everyMs) {
      skipTo(due)
      if (killed.length < kills) {
        const pid = await workerOn(due)
        await killProcess(pid)
        killed.push(pid)
        await startProcess()
      }
      await untilDone(due)
    }
    const alive = children.filter(({ pid }) => !killed.includes(pid!))
    const exits = alive.map((child) => once(child, 'exit'))
    alive.forEach((child) => child.kill('SIGTERM'))
    expect((await Promise.all(exits)).map(([code]) => code as unknown)).toEqual(Array(processes).fill(0))

    const done = await db().$queryRaw<{ job: string; due: bigint; count: bigint }[]>`
      SELECT "job", "due", COUNT(*) AS "count" FROM "Effect" WHERE "due" > ${first} GROUP BY "job", "due"`
    expect(done.map(({ count }) => Number(count))).toEqual(Array(jobs * rounds).fill(steps))
    // Who was killed has begun in vain.
    const attempts = numbers<Attempt>(await db().$queryRaw`SELECT * FROM "Attempt" WHERE "due" > ${first}`)
    const pauses = numbers<Pause>(await db().$queryRaw`SELECT * FROM "Pause"`)
    const whole = attempts.filter(({ pid }) => !killed.includes(pid))
    expect(begunTwice(whole, pauses)).toEqual([])
    const leases = await db().lease.findMany()
    expect(leases.map(({ holder, until }) => [holder, until])).toEqual(Array(jobs).fill(['', 0n]))
    process.stdout.write(
      `${done.length} runs, ${killed.length} leaders killed, ${attempts.length} begun, each done once; ${pauses.length} pauses\n`,
    )
  },
)
