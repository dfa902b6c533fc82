import { beforeEach, afterEach, describe, expect, test, vi } from 'vitest'
import { setClock } from '../clock'
import { db, disconnect, openDatabase } from '../store/db'
import { globalState, setGlobalState } from '../global-state'
import { countQueries } from '../testing/count-queries'
import { makeProject, makeRobot } from '../testing/make'
import { unique, useDatabase } from '../testing/database'
import { cleanUsage } from './clean'
import { addUse, maxPairs, nothingGathered, type ClientUse, type GatheredUse } from './gathered-use'
import { flushUses, noteUse } from './note-use'
import { writeUses } from './write-uses'

const url = useDatabase()
const noon = Date.parse('2026-03-01T12:00:00Z') / 1000
const day = 86_400
const clockAt = (seconds: number) => setClock(() => new Date((noon + seconds) * 1000))
beforeEach(() => {
  // The tests say themselves when it is written.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  setGlobalState('uses', undefined as unknown as object)
  clockAt(0)
})
afterEach(() => void vi.useRealTimers())

async function makeUser() {
  const { id } = await makeRobot(await makeProject())
  const { id: secretId } = await db().robotSecret.findFirstOrThrow({ where: { robotId: id } })
  const use = (client: string, address = '192.0.2.1', secret = secretId) =>
    noteUse({ kind: 'robot', id, name: 'robot$x', grants: [], source: { client, address }, secretId: secret })
  const rows = async () => {
    const order = [{ day: 'asc' }, { secretId: 'asc' }, { client: 'asc' }, { address: 'asc' }] as const
    const found = await db().robotClient.findMany({ where: { robotId: id }, orderBy: [...order] })
    return found.map(({ firstAt, lastAt, ...row }) => ({ ...row, firstAt: Number(firstAt), lastAt: Number(lastAt) }))
  }
  const secret = (which = secretId) => db().robotSecret.findUniqueOrThrow({ where: { id: which } })
  return { id, secretId, use, rows, secret }
}
type User = Awaited<ReturnType<typeof makeUser>>

const row = ({ id: robotId, secretId }: User, client: string, uses: number, [first, last]: [number, number]) => ({
  ...{ robotId, secretId, day: '2026-03-01', client, address: '192.0.2.1', uses },
  ...{ firstAt: noon + first, lastAt: noon + last },
})
const total = (rows: { uses: number }[]) => rows.reduce((sum, { uses }) => sum + uses, 0)
const pairsIn = (rows: { client: string; address: string }[]) =>
  new Set(rows.filter(({ client, address }) => client || address).map(({ client, address }) => `${client} ${address}`))

test('uses are counted by secret, day, client and address, one flush after the other', async () => {
  const robot = await makeUser()
  robot.use('docker')
  clockAt(5)
  robot.use('docker')
  robot.use('podman')
  robot.use('podman', '2001:db8::1')
  robot.use('docker', '192.0.2.1', robot.secretId + 1_000_000)
  await flushUses('all')
  clockAt(60)
  robot.use('docker')
  clockAt(day)
  robot.use('docker')
  await flushUses('all')
  expect(await robot.rows()).toEqual([
    row(robot, 'docker', 3, [0, 60]),
    row(robot, 'podman', 1, [5, 5]),
    { ...row(robot, 'podman', 1, [5, 5]), address: '2001:db8::1' },
    { ...row(robot, 'docker', 1, [5, 5]), secretId: robot.secretId + 1_000_000 },
    { ...row(robot, 'docker', 1, [day, day]), day: '2026-03-02' },
  ])
})

test('what is told late by another process widens the span, and loses nothing', async () => {
  const robot = await makeUser()
  for (const at of [100, 40, 70]) {
    clockAt(at)
    robot.use('docker')
    await flushUses('all')
  }
  expect(await robot.rows()).toEqual([row(robot, 'docker', 3, [40, 100])])
})

test('without a client or an address, a place is told by the other', async () => {
  const robot = await makeUser()
  for (const [client, address] of [
    ['', '192.0.2.1'],
    ['docker', ''],
  ] as const) {
    robot.use(client, address)
  }
  await flushUses('all')
  expect((await robot.rows()).map(({ client, address }) => [client, address])).toEqual([
    ['', '192.0.2.1'],
    ['docker', ''],
  ])
})

describe('of a robot and day, no more than fifty places are told apart', () => {
  test.each([
    ['in one flush', 1_000_000],
    ['in many', 7],
  ])('%s: the others are counted together, and those that are known go on', async (_, flushEvery) => {
    const robot = await makeUser()
    for (let index = 0; index < 120; index++) {
      robot.use('docker', `192.0.2.${index}`)
      if (index % flushEvery === 0) await flushUses('all')
    }
    await flushUses('all')
    const once = await robot.rows()
    expect([pairsIn(once).size, total(once)]).toEqual([maxPairs, 120])
    expect(once.filter(({ client }) => client === '')).toMatchObject([{ address: '', uses: 120 - maxPairs }])

    clockAt(60)
    const known = once.find(({ client }) => client !== '')!
    robot.use('docker', known.address)
    robot.use('docker', known.address, robot.secretId + 1_000_000)
    robot.use('docker', '198.51.100.1')
    await flushUses('all')
    const again = await robot.rows()
    expect([pairsIn(again).size, total(again)]).toEqual([maxPairs, 123])
    expect(again.filter(({ address }) => address === known.address)).toMatchObject([{ uses: 2 }, { uses: 1 }])
    expect(again.filter(({ client }) => client === '')).toMatchObject([{ uses: 121 - maxPairs }])

    clockAt(day)
    robot.use('docker', '198.51.100.1')
    await flushUses('all')
    expect((await robot.rows()).at(-1)).toMatchObject({ day: '2026-03-02', address: '198.51.100.1', uses: 1 })
  })

  test('whoever writes at the same moment', async () => {
    const robot = await makeUser()
    const use = { at: noon, client: 'docker', address: '192.0.2.1' }
    const places = (writer: number): [string, ClientUse][] =>
      Array.from({ length: 20 }, (_, index) => [
        `${index}`,
        {
          secretId: robot.secretId,
          day: Math.floor(noon / day),
          client: `c${writer}`,
          address: `${index}`,
          uses: 1,
          firstAt: noon,
          lastAt: noon,
        },
      ])
    const write = (writer: number) =>
      writeUses([[robot.id, { ...nothingGathered(use), clients: new Map(places(writer)) }]])
    await Promise.all(Array.from({ length: 8 }, (_, writer) => write(writer)))
    const rows = await robot.rows()
    expect([pairsIn(rows).size, total(rows)]).toEqual([maxPairs, 160])
  })

  test('in memory too, however long the database is away', async () => {
    const robot = await makeUser()
    const usual = db()
    const broken = openDatabase(url())
    broken.$transaction = () => Promise.reject(new Error('SQLITE_FULL: database or disk is full'))
    setGlobalState('database', broken)
    for (let index = 0; index < 1_000; index++) {
      robot.use('docker', `192.0.2.${index}`)
      if (index % 100 === 0) await flushUses('all')
    }
    // Away until this counts, so that nothing is written by the clock before.
    const { statements } = await countQueries(url(), () => flushUses('all'))
    setGlobalState('database', usual)
    await disconnect(broken)
    expect(statements.filter((statement) => statement.includes('"RobotClient"'))).toHaveLength(1)
    const rows = await robot.rows()
    expect([pairsIn(rows).size, total(rows)]).toEqual([maxPairs, 1_000])
  })
})

test('two thousand robots are written in a few statements, whole', async () => {
  const project = await makeProject()
  const name = unique('many')
  const robot = (index: number) => ({
    ...{ level: 'project', projectId: project.id, name: `${name}-${index}`, durationDays: -1 },
    ...{ creatorType: 'local', creatorRef: 1, createdAt: new Date(), updatedAt: new Date() },
  })
  await db().robot.createMany({ data: Array.from({ length: 2_000 }, (_, index) => robot(index)) })
  const ids = (
    await db().robot.findMany({ where: { projectId: project.id }, select: { id: true }, orderBy: { id: 'asc' } })
  ).map(({ id }) => id)
  for (const id of ids) {
    for (const client of ['docker', 'podman']) {
      const source = { client, address: '192.0.2.1' }
      noteUse({ kind: 'robot', id, name: 'robot$x', grants: [], source, secretId: id })
    }
  }
  const { statements } = await countQueries(url(), () => flushUses())
  const writes = statements.filter((statement) => /UPDATE|INSERT/.test(statement))
  // Four transactions of five hundred: robots, secrets and clients, the latter two in two statements each.
  expect(writes).toHaveLength(20)
  expect(await db().robotClient.count({ where: { robotId: { in: ids.slice(0, 500) } } })).toBe(1_000)
  expect(await db().robotClient.count({ where: { robotId: { gte: ids[0]! } } })).toBe(4_000)
})

test('all that wait share a bound: beyond it a use is still counted', async () => {
  const robots = 4_100
  for (let id = 1; id <= robots; id++) {
    for (let index = 0; index < maxPairs; index++) {
      const source = { client: 'docker', address: `192.0.2.${index}` }
      noteUse({ kind: 'robot', id: 5_000_000 + id, name: 'robot$x', grants: [], source, secretId: id })
    }
  }
  const { waiting, places } = uses()
  const kept = [...waiting.values()].flatMap(({ clients }) => [...clients.values()])
  expect([kept.length, total(kept)]).toEqual([places, robots * maxPairs])
  expect(places).toBeLessThanOrEqual(200_000 + robots)
})
type Waiting = { waiting: Map<number, { clients: Map<string, ClientUse> }>; places: number }
const uses = () => globalState<Waiting>('uses', () => ({ waiting: new Map(), places: 0 }))

test('a process that is killed loses what it had not written, and nothing else', async () => {
  const robot = await makeUser()
  robot.use('docker')
  await flushUses('all')
  clockAt(7)
  robot.use('docker')
  robot.use('podman')
  // As it is for the next process.
  setGlobalState('uses', undefined as unknown as object)
  robot.use('docker')
  await flushUses('all')
  expect(await robot.rows()).toEqual([row(robot, 'docker', 2, [0, 7])])
})

test('of a robot that is gone nothing is kept, and it keeps no other from being written', async () => {
  const [gone, robot] = [await makeUser(), await makeUser()]
  gone.use('docker')
  robot.use('docker')
  await db().robot.delete({ where: { id: gone.id } })
  await flushUses('all')
  expect(await gone.rows()).toEqual([])
  expect(await robot.rows()).toEqual([row(robot, 'docker', 1, [0, 0])])
  await db().robot.delete({ where: { id: robot.id } })
  expect(await robot.rows()).toEqual([])
})

test('days that are no longer shown are deleted, however many', async () => {
  const robot = await makeUser()
  const old = (index: number) => ({
    ...{ robotId: robot.id, secretId: 1, day: '2025-11-29', client: 'c', address: `${index}`, uses: 1 },
    ...{ firstAt: 1n, lastAt: 1n },
  })
  await db().robotClient.createMany({ data: Array.from({ length: 1_500 }, (_, index) => old(index)) })
  clockAt(-90 * day)
  robot.use('shown')
  clockAt(-91 * day)
  robot.use('past')
  await flushUses('all')
  clockAt(0)
  await cleanUsage()
  expect((await robot.rows()).map(({ client }) => client)).toEqual(['shown'])
})

describe('when a secret was first proved', () => {
  test('is kept once, to the second, whatever comes later', async () => {
    const robot = await makeUser()
    expect((await robot.secret()).activatedAt).toBeNull()
    clockAt(3)
    robot.use('docker')
    clockAt(9)
    robot.use('docker')
    await flushUses('all')
    const at = new Date((noon + 3) * 1000)
    expect(await robot.secret()).toMatchObject({ activatedAt: at, lastUsedAt: BigInt(noon + 9) })
    clockAt(100)
    robot.use('docker')
    await flushUses('all')
    expect(await robot.secret()).toMatchObject({ activatedAt: at, lastUsedAt: BigInt(noon + 100) })
    expect(await db().robotSecret.count({ where: { id: robot.secretId, activatedAt: at } })).toBe(1)
  })

  test('is the earliest that was written, whichever process wrote it first, and the last use stays the last', async () => {
    const robot = await makeUser()
    clockAt(9)
    robot.use('docker')
    await flushUses('all')
    // As another process would, which was held up.
    const late: GatheredUse = nothingGathered({ at: noon + 7, address: null, client: 'podman' })
    addUse(late, robot.secretId, late.use, maxPairs)
    await writeUses([[robot.id, late]])
    const kept = { activatedAt: new Date((noon + 7) * 1000), lastUsedAt: BigInt(noon + 9), lastUsedClient: 'docker' }
    expect(await robot.secret()).toMatchObject(kept)
    clockAt(5)
    robot.use('docker')
    await flushUses('all')
    expect((await robot.secret()).activatedAt).toEqual(new Date((noon + 5) * 1000))
    // By a clock that was set back to before it was made.
    clockAt(-day)
    robot.use('docker')
    await flushUses('all')
    expect((await robot.secret()).activatedAt).toEqual(new Date(noon * 1000))
  })

  test('is known from now on of one that has replaced another, also where an older version wrote its first use', async () => {
    const robot = await makeUser()
    await db().robotSecret.update({ where: { id: robot.secretId }, data: { lastUsedAt: 1n } })
    const old = {
      hash: 'x',
      scheme: 'sha256',
      createdAt: new Date(0),
      successorId: robot.secretId,
      retiresAfter: 3_600,
    }
    await db().robotSecret.create({ data: { robotId: robot.id, ...old } })
    robot.use('docker')
    await flushUses('all')
    expect((await robot.secret()).activatedAt).toEqual(new Date(noon * 1000))
  })

  test('is also that of a use that could not be written at once', async () => {
    const robot = await makeUser()
    const usual = db()
    const broken = openDatabase(url())
    broken.$transaction = () => Promise.reject(new Error('SQLITE_FULL: database or disk is full'))
    setGlobalState('database', broken)
    clockAt(3)
    robot.use('docker')
    await flushUses('all')
    setGlobalState('database', usual)
    await disconnect(broken)
    clockAt(50)
    robot.use('docker')
    await flushUses('all')
    expect((await robot.secret()).activatedAt).toEqual(new Date((noon + 3) * 1000))
    expect(await robot.rows()).toEqual([row(robot, 'docker', 2, [3, 50])])
  })

  test('is not known of one that was used before that was noted', async () => {
    const robot = await makeUser()
    await db().robotSecret.update({ where: { id: robot.secretId }, data: { lastUsedAt: 1n } })
    robot.use('docker')
    await flushUses('all')
    expect(await robot.secret()).toMatchObject({ activatedAt: null, lastUsedAt: BigInt(noon) })
  })
})
