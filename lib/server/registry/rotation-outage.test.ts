import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findProgram } from '@/scripts/testing/find-program.mjs'
import { startCluster } from '@/scripts/testing/postgres-cluster.mjs'
import { parseEnv } from '../env'
import { setGlobalState } from '../global-state'
import { refreshSecret } from '../robots/refresh-secret'
import { readSecrets } from '../robots/robot-secrets'
import { db, disconnect, openDatabase } from '../store/db'
import { migrate } from '../store/migrate'
import { testEngine } from '../testing/database'
import { holdUses } from '../testing/hold-uses'
import { makeProject, makeRobot } from '../testing/make'
import { stopClock } from '../testing/stop-clock'
import { isDatabaseUnavailable } from '../unavailable'
import { flushUses } from '../usage/note-use'
import { issueToken } from './issue-token'
import { ensureSigningKey } from './signing-key'

// A cluster of its own, which crashes between a secret's first use and its writing.

/** Where the cluster of the other tests is given, this machine may have none. */
const canRun = testEngine === 'postgresql' && findProgram('initdb') !== undefined
const hour = 3_600
let cluster: Awaited<ReturnType<typeof startCluster>>

type Answer = 'let in' | 'refused' | 'unavailable'
async function signIn(username: string, secret: string): Promise<Answer> {
  const source = { address: '192.0.2.1' }
  try {
    await issueToken({ service: 'harbor-registry', scopes: [], credentials: { username, secret }, source })
    return 'let in'
  } catch (error) {
    if ((error as { kind?: string }).kind === 'unauthorized') return 'refused'
    if (isDatabaseUnavailable(error) || (error as { kind?: string }).kind === 'unavailable') return 'unavailable'
    throw error
  }
}

async function makeRolling() {
  const project = await makeProject()
  const { id, name, secret } = await makeRobot(project, { durationDays: -1 })
  const oldSecret = { kind: 'after-first-use', hours: 1 } as const
  const { secret: fresh } = (await refreshSecret(project.admin, { id, oldSecret }))!
  return {
    old: () => signIn(name, secret!),
    fresh: () => signIn(name, fresh),
    /** From when the old one is refused, in Unix seconds, as far as that is decided. */
    end: async () => {
      const [older] = await readSecrets(db(), { robotId: id })
      return older!.end && older!.end / 1000
    },
  }
}
type Rolling = Awaited<ReturnType<typeof makeRolling>>

/** Clients all along; ends with how often both secrets of one were refused, and how often anybody was let in. */
function watch(robots: Rolling[]) {
  const seen = { bothRefused: 0, letIn: 0, unavailable: 0 }
  let isOver = false
  const watching = (async () => {
    for (let nth = 0; !isOver; nth++) {
      // With the old one alone unless that is refused: the new one's use is the test's.
      const robot = robots[nth % robots.length]!
      const answer = await robot.old()
      if (answer === 'refused' && (await robot.fresh()) === 'refused') seen.bothRefused++
      if (answer === 'let in') seen.letIn++
      if (answer === 'unavailable') seen.unavailable++
      await delay(2)
    }
  })()
  return async () => {
    isOver = true
    await watching
    return seen
  }
}

beforeAll(async () => {
  if (!canRun) return
  cluster = await startCluster({ keeps: true })
  await migrate(cluster.url)
  setGlobalState('env', parseEnv({ LOG_LEVEL: 'silent' }))
  setGlobalState('secret-key', { master: 'the secret key of the tests' })
  setGlobalState('database', openDatabase(cluster.url))
  await ensureSigningKey()
})
afterAll(async () => {
  if (!canRun) return
  await disconnect(db())
  await cluster.stop()
})

test.runIf(canRun)(
  'PostgreSQL restarts between a first use and its writing: the end counts from that use, or there was none',
  { timeout: 120_000 },
  async () => {
    const first = 1_900_000_000
    const pass = stopClock(first * 1000)
    const [noted, later, unused, lost] = [
      await makeRolling(),
      await makeRolling(),
      await makeRolling(),
      await makeRolling(),
    ]
    const all = [noted, later, unused, lost]
    // How long the crash takes must not decide what is written before it.
    holdUses()
    const stop = watch(all)

    expect(await lost.fresh()).toBe('let in')
    // As a process that is killed loses what it has not written.
    setGlobalState('uses', undefined as unknown as object)
    holdUses()
    expect(await noted.fresh()).toBe('let in')
    await cluster.crash('SIGQUIT')
    pass(60)
    expect(await later.fresh()).toBe('unavailable')
    expect(await noted.old()).toBe('unavailable')
    // What cannot be written waits.
    await flushUses('all')
    await cluster.restart()

    pass(60)
    for (const robot of all) expect([await robot.old(), await robot.end()]).toEqual(['let in', null])
    expect(await noted.fresh()).toBe('let in')
    pass(60)
    expect(await later.fresh()).toBe('let in')
    await flushUses('all')
    const ends = await Promise.all(all.map((robot) => robot.end()))
    expect(ends).toEqual([first + hour, first + 180 + hour, null, null])

    pass(hour - 181)
    for (const robot of all) expect(await robot.old()).toBe('let in')
    const seen = await stop()
    expect(seen).toMatchObject({ bothRefused: 0 })
    expect(Math.min(seen.letIn, seen.unavailable)).toBeGreaterThan(0)
    pass(1)
    expect([await noted.old(), await noted.fresh(), await later.old()]).toEqual(['refused', 'let in', 'let in'])
    pass(180)
    expect([await later.old(), await later.fresh()]).toEqual(['refused', 'let in'])
    pass(10 * hour)
    for (const robot of [unused, lost]) expect(await robot.old()).toBe('let in')

    // The use that was lost has never happened: the end counts from the next.
    expect(await lost.fresh()).toBe('let in')
    await flushUses('all')
    expect(await lost.end()).toBe(first + 180 + 12 * hour)
  },
)
