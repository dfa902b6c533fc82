import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { CountedEvent } from '@/lib/domain/registry/registry-event'
import { setClock } from '../clock'
import { db, type Tx } from '../store/db'
import { setGlobalState } from '../global-state'
import { countQueries } from '../testing/count-queries'
import { testEngine, unique, useDatabase } from '../testing/database'
import { auditOfRobot, makeProject, makeRobot } from '../testing/make'
import { cleanUsage } from './clean'
import { countEvents } from './count-events'
import { sumUp } from './sum-up'

/** What another process does between a transaction's reading and its writing, once for each function. */
const meanwhile = vi.hoisted(() => [] as ((tx: Tx) => Promise<unknown>)[])
vi.mock('./find-actors', async (original) => {
  const { findActors } = await original<typeof import('./find-actors')>()
  return {
    findActors: async (...args: Parameters<typeof findActors>) => {
      const found = await findActors(...args)
      await meanwhile.shift()?.(args[0])
      return found
    },
  }
})

const url = useDatabase()
const at = Date.parse('2026-03-01T23:59:59Z') / 1000
beforeEach(() => {
  setClock(() => new Date((at + 3_600) * 1000))
  // Not of its own accord while a test counts.
  setGlobalState('usage-cleaning', { lastAt: Infinity })
})

const event = (actor: string, repository: string, change: Partial<CountedEvent> = {}): CountedEvent => ({
  id: unique('event'),
  kind: 'pulls',
  actor,
  repository,
  at,
  ...change,
})
const usageOf = (robotId: number) =>
  db().robotUsage.findMany({
    where: { robotId },
    orderBy: [{ day: 'asc' }, { repository: 'asc' }],
    omit: { robotId: true },
  })
const row = (repository: string, counts: object, day = '2026-03-01', lastAt = at) => ({
  day,
  repository,
  pulls: 0,
  pushes: 0,
  deletes: 0,
  lastAt: BigInt(lastAt),
  ...counts,
})

test('events add up per repository and UTC day, and are no change of the robot', async () => {
  const robot = await makeRobot(await makeProject())
  const audit = await auditOfRobot(robot.id)
  const of = (repository: string, change?: Partial<CountedEvent>) => event(robot.name, repository, change)
  await countEvents([of('p/a'), of('p/a'), of('p/a', { kind: 'pushes' }), of('p/b', { kind: 'deletes' })])
  await countEvents([of('p/a', { at: at + 1 }), of('p/a', { at: at - 60 })])
  expect(await usageOf(robot.id)).toEqual([
    row('p/a', { pulls: 3, pushes: 1 }),
    row('p/b', { deletes: 1 }),
    row('p/a', { pulls: 1 }, '2026-03-02', at + 1),
  ])
  expect(await auditOfRobot(robot.id)).toEqual(audit)
})

test('an event counts once: sent again, twice in one notification, or to two processes at once', async () => {
  const robot = await makeRobot(await makeProject())
  const [one, other] = [event(robot.name, 'p/a'), event(robot.name, 'p/a')]
  await countEvents([one, one])
  await countEvents([one])
  await Promise.all(Array.from({ length: 8 }, () => countEvents([one, other])))
  expect(await usageOf(robot.id)).toEqual([row('p/a', { pulls: 2 })])
})

// In the same transaction, where it is as if another had been faster, and is taken back with it.
describe('a transaction that meets what another has done meanwhile', () => {
  const others: Record<string, (event: CountedEvent, robotId: number) => (tx: Tx) => Promise<unknown>> = {
    'the same event': (other) => (tx) => tx.registryEvent.create({ data: { id: other.id, receivedAt: new Date() } }),
    'a deleted robot': (_, id) => (tx) => tx.robot.delete({ where: { id } }),
  }

  test.each(Object.keys(others))('%s: is repeated twice, and then given up whole', async (which) => {
    const robot = await makeRobot(await makeProject())
    const one = event(robot.name, 'p/a')
    const other = others[which]!(one, robot.id)
    meanwhile.push(other, other, other)
    await expect(countEvents([one])).rejects.toThrow()
    expect([meanwhile.length, await usageOf(robot.id)]).toEqual([0, []])
    meanwhile.push(other, other)
    await countEvents([one])
    expect(await usageOf(robot.id)).toEqual([row('p/a', { pulls: 1 })])
  })
})

test('rows come in one order, whatever that of the events: two processes wait for each other in no ring', () => {
  const events = [2, 1, 11].flatMap((robotId) => ['p/b', 'p/a'].map((name) => ({ ...event('x', name), robotId })))
  const orderOf = (sent: typeof events) => sumUp(sent).map(({ robotId, repository }) => `${robotId} ${repository}`)
  expect(orderOf(events)).toEqual(orderOf([...events].reverse()))
  expect(orderOf(events)).toHaveLength(6)
})

test('a robot is known by the prefix of today', async () => {
  const robot = await makeRobot(await makeProject())
  await db().setting.create({ data: { key: 'robot_name_prefix', value: 'bot@' } })
  try {
    await countEvents([event(robot.name, 'p/old'), event(robot.name.replace('robot$', 'bot@'), 'p/new')])
  } finally {
    await db().setting.delete({ where: { key: 'robot_name_prefix' } })
  }
  expect(await usageOf(robot.id)).toEqual([row('p/new', { pulls: 1 })])
})

test('nothing is lost when many arrive at once', async () => {
  const robots = await Promise.all([1, 2, 3].map(async () => makeRobot(await makeProject())))
  const batches = Array.from({ length: 12 }, (_, batch) =>
    robots.map((robot, index) => event(robot.name, `p/${(batch + index) % 4}`)),
  )
  await Promise.all(batches.map((batch) => countEvents(batch)))
  for (const { id } of robots) {
    expect((await usageOf(id)).map(({ pulls }) => pulls)).toEqual([3, 3, 3, 3])
  }
})

test('users, strangers and robots that are gone leave no trace', async () => {
  const gone = await makeRobot(await makeProject())
  await db().robot.delete({ where: { id: gone.id } })
  const events = ['admin', 'robot$', 'robot$nobody', gone.name, '\u{1f600}'].map((name) => event(name, 'p/a'))
  await countEvents(events)
  expect(await db().registryEvent.count({ where: { id: { in: events.map(({ id }) => id) } } })).toBe(0)
})

test('a legacy robot is known by its account and the project of the repository', async () => {
  const [project, other] = [await makeProject(), await makeProject()]
  const account = unique('jenkins')
  const makeLegacy = (projectId: number) =>
    db().robot.create({
      data: {
        level: 'project',
        projectId,
        name: account,
        legacy: true,
        durationDays: -1,
        creatorType: 'local',
        creatorRef: 0,
        createdAt: new Date(),
        updatedAt: new Date(),
      },
    })
  const [one, two] = [await makeLegacy(project.id), await makeLegacy(other.id)]
  const named = `robot$${account}`
  await countEvents([
    event(named, `${project.name}/a`),
    event(named, `${other.name}/deep/b`),
    event(named, 'elsewhere/c'),
  ])
  expect(await usageOf(one.id)).toEqual([row(`${project.name}/a`, { pulls: 1 })])
  expect(await usageOf(two.id)).toEqual([row(`${other.name}/deep/b`, { pulls: 1 })])
})

test('a thousand events take ten short transactions of a few statements', async () => {
  const robot = await makeRobot(await makeProject())
  const events = Array.from({ length: 1_000 }, (_, index) => event(robot.name, `p/${index % 50}`))
  const { statements } = await countQueries(url(), () => countEvents(events))
  expect(statements.length).toBeLessThanOrEqual(1 + 10 * (testEngine === 'sqlite' ? 6 : 8))
  expect((await usageOf(robot.id)).map(({ pulls }) => pulls)).toEqual(Array.from({ length: 50 }, () => 20))
})

test('old counts and ids are deleted, however many; what is still shown stays', async () => {
  const robot = await makeRobot(await makeProject())
  const day = 86_400
  const today = at + 400 * day
  setClock(() => new Date(today * 1000))
  const old = Array.from({ length: 1_500 }, (_, index) => event(robot.name, `p/${index}`, { at: today - 91 * day }))
  const kept = event(robot.name, 'p/kept', { at: today - 90 * day })
  await countEvents([...old, kept])
  expect(await usageOf(robot.id)).toHaveLength(1_501)
  await cleanUsage()
  expect(await usageOf(robot.id)).toMatchObject([{ repository: 'p/kept' }])

  const ids = { in: [old[0]!.id, kept.id] }
  setClock(() => new Date((today + 6.9 * day) * 1000))
  await cleanUsage()
  expect(await db().registryEvent.count({ where: { id: ids } })).toBe(2)
  setClock(() => new Date((today + 7.1 * day) * 1000))
  await cleanUsage()
  expect(await db().registryEvent.count({ where: { id: ids } })).toBe(0)
})

test('with its robot, its usage goes', async () => {
  const robot = await makeRobot(await makeProject())
  await countEvents([event(robot.name, 'p/a')])
  await db().robot.delete({ where: { id: robot.id } })
  expect(await usageOf(robot.id)).toEqual([])
})
