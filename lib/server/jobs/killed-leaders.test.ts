import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '../store/db'
import { useDatabase } from '../testing/database'

// `npm run prove -- lease` does the same for longer.
const isProof = process.env['PROVE'] === 'true'
const { jobs, rounds, kills } = isProof ? { jobs: 10, rounds: 20, kills: 20 } : { jobs: 5, rounds: 4, kills: 3 }
const processes = 3
const steps = 6
/** A run takes half a second; what a killed process leaves undone is to be repeated before it is due again. */
const [everyMs, leaseMs] = [6_000, 2_000]

const url = useDatabase()
const script = fileURLToPath(new URL('../testing/job-process.ts', import.meta.url))
const children: ChildProcess[] = []

beforeAll(async () => {
  await db().$executeRaw`CREATE TABLE "Attempt" ("job" TEXT, "due" BIGINT, "pid" BIGINT)`
  await db().$executeRaw`CREATE TABLE "Effect" ("job" TEXT, "due" BIGINT, "step" INTEGER, "pid" BIGINT,
    PRIMARY KEY ("job", "due", "step"))`
})
afterAll(() => children.forEach((child) => child.kill('SIGKILL')))

async function startProcess(): Promise<void> {
  const args = [url(), jobs, everyMs, leaseMs].map(String)
  const child = spawn(process.execPath, ['--conditions=react-server', '--import=tsx', script, ...args], {
    env: { ...process.env, LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  await once(child.stdout, 'data')
}

async function killProcess(pid: number): Promise<void> {
  const child = children.find((each) => each.pid === pid)!
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

type Progress = { due: bigint; count: bigint; pid: bigint }
/** How many steps of each due time are done, and one of the processes that do them. */
const progressAfter = (due: number) => db().$queryRaw<Progress[]>`
  SELECT "due", COUNT(*) AS "count", MAX("pid") AS "pid" FROM "Effect" WHERE "due" > ${due} GROUP BY "due" ORDER BY "due"`

/** Answers the first due time after this one at which so many of its steps are done. */
async function until(due: number, count: number) {
  for (;;) {
    const [next] = await progressAfter(due)
    if (next && Number(next.count) >= count) return { due: Number(next.due), pid: Number(next.pid) }
    await delay(20)
  }
}

test(
  `${processes} processes, ${jobs * rounds} due runs, ${kills} leaders killed: each run is done once`,
  { timeout: (rounds + 10) * everyMs * 2 },
  async () => {
    await Promise.all(Array.from({ length: processes }, startProcess))
    const first = (await until(0, jobs * steps)).due
    const killed: number[] = []
    for (let round = 0, due = first; round < rounds; round++) {
      if (round < kills) {
        const { pid } = await until(due, 2)
        await killProcess(pid)
        killed.push(pid)
        await startProcess()
      }
      due = (await until(due, jobs * steps)).due
    }
    const alive = children.filter(({ pid }) => !killed.includes(pid!))
    const exits = alive.map((child) => once(child, 'exit'))
    alive.forEach((child) => child.kill('SIGTERM'))
    expect((await Promise.all(exits)).map(([code]) => code as unknown)).toEqual(Array(processes).fill(0))

    const last = first + rounds * everyMs
    const done = await db().$queryRaw<{ job: string; due: bigint; count: bigint }[]>`
      SELECT "job", "due", COUNT(*) AS "count" FROM "Effect" WHERE "due" > ${first} AND "due" <= ${last}
      GROUP BY "job", "due"`
    expect(done.map(({ count }) => Number(count))).toEqual(Array(jobs * rounds).fill(steps))
    // Who was killed has begun in vain: of the others nobody begins what another has begun.
    const attempts = await db().$queryRaw<{ job: string; due: bigint; pid: bigint }[]>`
      SELECT "job", "due", "pid" FROM "Attempt" WHERE "due" > ${first} AND "due" <= ${last}`
    const whole = attempts.filter(({ pid }) => !killed.includes(Number(pid)))
    expect(new Set(whole.map(({ job, due }) => `${job} ${due}`)).size).toBe(whole.length)
    const leases = await db().lease.findMany()
    expect(leases.map(({ holder, until }) => [holder, until])).toEqual(Array(jobs).fill(['', 0n]))
    process.stdout.write(
      `${done.length} runs, ${killed.length} leaders killed, ${attempts.length} begun, each done once\n`,
    )
  },
)
