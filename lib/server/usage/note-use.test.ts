import { Writable } from 'node:stream'
import pino from 'pino'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Actor } from '../rights/actor'
import { setClock } from '../clock'
import { db, openDatabase } from '../store/db'
import { setGlobalState } from '../global-state'
import { countQueries } from '../testing/count-queries'
import { auditOfRobot, makeProject, makeRobot } from '../testing/make'
import { useDatabase } from '../testing/database'
import { flushUses, noteUse } from './note-use'

const url = useDatabase()
let lines: string[] = []
beforeEach(() => {
  // The tests say themselves when it is written, except where that is what they are about.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  lines = []
  setGlobalState('uses', undefined as unknown as object)
  setGlobalState('log', pino(new Writable({ write: (line, _, done) => (lines.push(String(line)), done()) })))
})

afterEach(() => void vi.useRealTimers())

const noon = Date.parse('2026-03-01T12:00:00Z')
const clockAt = (seconds: number) => setClock(() => new Date(noon + seconds * 1000))
const at = (seconds: number) => BigInt(noon / 1000 + seconds)

async function makeCaller() {
  const { id } = await makeRobot(await makeProject())
  const secret = await db().robotSecret.findFirstOrThrow({ where: { robotId: id } })
  const as = (client: string, address = '192.0.2.1', secretId = secret.id): Actor & { secretId: number } => ({
    kind: 'robot',
    id,
    name: 'robot$x',
    grants: [],
    source: { address, client },
    secretId,
  })
  const stored = async () => {
    const select = { lastUsedAt: true, lastUsedAddress: true, lastUsedClient: true }
    const robot = await db().robot.findUniqueOrThrow({ where: { id }, select: { ...select, version: true } })
    return { robot, secret: await db().robotSecret.findUniqueOrThrow({ where: { id: secret.id }, select }) }
  }
  return { id, as, stored }
}
const use = (seconds: number, client: string, address = '192.0.2.1') => ({
  lastUsedAt: at(seconds),
  lastUsedAddress: address,
  lastUsedClient: client,
})
const never = { lastUsedAt: 0n, lastUsedAddress: null, lastUsedClient: null }

test('a use is written by itself soon, of the robot and of its secret, and is no change', async () => {
  vi.useRealTimers()
  const robot = await makeCaller()
  const before = await auditOfRobot(robot.id)
  expect(await robot.stored()).toEqual({ robot: { ...never, version: 1 }, secret: never })
  noteUse(robot.as('skopeo/1.9.3'))
  await vi.waitFor(async () => expect((await robot.stored()).robot.lastUsedAt).not.toBe(0n), { timeout: 30_000 })
  const { robot: row, secret } = await robot.stored()
  expect(row).toEqual({ ...secret, version: 1 })
  expect(secret).toMatchObject({ lastUsedAddress: '192.0.2.1', lastUsedClient: 'skopeo/1.9.3' })
  expect(await auditOfRobot(robot.id)).toEqual(before)
})

test('noting costs no query, and a robot is written at most once a minute, with its latest use', async () => {
  const robot = await makeCaller()
  clockAt(0)
  const noted = await countQueries(url(), async () => {
    for (let count = 0; count < 1_000; count++) noteUse(robot.as(`client/${count}`))
  })
  expect(noted.count).toBe(0)
  const isWrite = (statement: string) => statement.startsWith('UPDATE')
  const writes: number[] = []
  for (let second = 0; second < 180; second += 5) {
    clockAt(second)
    noteUse(robot.as(`at/${second}`))
    const { statements } = await countQueries(url(), () => flushUses())
    if (statements.some(isWrite)) writes.push(second)
    // One statement for robots and one for secrets.
    expect(statements.filter(isWrite).length).toBeLessThanOrEqual(3)
  }
  expect(writes).toEqual([0, 60, 120])
  expect((await robot.stored()).robot).toMatchObject(use(120, 'at/120'))
})

test('a first use does not wait for what is written later, also after the clock was set on', async () => {
  const robot = await makeCaller()
  const { id: second } = await db().robotSecret.create({
    data: { robotId: robot.id, scheme: 'sha256', hash: 'x', createdAt: new Date(noon) },
  })
  clockAt(0)
  noteUse(robot.as('old/1'))
  clockAt(1)
  vi.advanceTimersByTime(1_000)
  await flushUses()
  clockAt(5)
  // Not due for another minute.
  noteUse(robot.as('old/2'))
  clockAt(3_600)
  noteUse(robot.as('new/1', '192.0.2.2', second))
  clockAt(3_601)
  vi.advanceTimersByTime(1_000)
  const seen = () => db().robotSecret.findUniqueOrThrow({ where: { id: second } })
  await vi.waitFor(async () => expect((await seen()).activatedAt).toEqual(new Date(noon + 3_600_000)))
})

test('a clock that is set back by weeks keeps nothing back', async () => {
  const robot = await makeCaller()
  clockAt(40 * 86_400)
  noteUse(robot.as('ahead/1'))
  await flushUses()
  clockAt(0)
  noteUse(robot.as('back/1'))
  const { statements } = await countQueries(url(), () => flushUses())
  expect(statements.filter((statement) => statement.startsWith('UPDATE'))).not.toEqual([])
  noteUse(robot.as('back/2'))
  expect((await countQueries(url(), () => flushUses())).count).toBe(0)
})

test('a secret that was not among the last is written soon, however lately the robot was', async () => {
  const robot = await makeCaller()
  const { id: second } = await db().robotSecret.create({
    data: { robotId: robot.id, scheme: 'sha256', hash: 'x', createdAt: new Date(noon) },
  })
  const seen = async () => db().robotSecret.findUniqueOrThrow({ where: { id: second } })
  clockAt(0)
  noteUse(robot.as('old/1'))
  await flushUses()
  clockAt(1)
  noteUse(robot.as('old/2'))
  noteUse(robot.as('new/1', '192.0.2.2', second))
  // Two seconds are promised, and the writing is one of them.
  vi.advanceTimersByTime(999)
  expect((await seen()).lastUsedAt).toBe(0n)
  const timers = vi.getTimerCount()
  clockAt(3)
  vi.advanceTimersByTime(1)
  expect(vi.getTimerCount()).toBe(timers - 1)
  await vi.waitFor(async () => expect((await seen()).lastUsedAt).not.toBe(0n))
  expect(await seen()).toMatchObject({ ...use(1, 'new/1', '192.0.2.2'), activatedAt: new Date(noon + 1_000) })

  // From then on both are written once a minute.
  clockAt(5)
  noteUse(robot.as('old/3'))
  noteUse(robot.as('new/2', '192.0.2.2', second))
  const { statements } = await countQueries(url(), () => flushUses())
  expect(statements).toEqual([])
  clockAt(63)
  await flushUses()
  expect(await seen()).toMatchObject(use(5, 'new/2', '192.0.2.2'))
})

test('many robots are written together', async () => {
  const robots = await Promise.all(Array.from({ length: 20 }, makeCaller))
  clockAt(0)
  for (const [index, { as }] of robots.entries()) noteUse(as(`client/${index}`, `192.0.2.${index}`))
  const { statements } = await countQueries(url(), () => flushUses())
  expect(statements.filter((statement) => statement.startsWith('UPDATE'))).toHaveLength(3)
  for (const [index, { stored }] of robots.entries()) {
    expect((await stored()).secret).toEqual(use(0, `client/${index}`, `192.0.2.${index}`))
  }
})

test('the end of the process leaves nothing behind, written a moment ago or not', async () => {
  const robot = await makeCaller()
  clockAt(0)
  noteUse(robot.as('first'))
  await flushUses()
  clockAt(7)
  noteUse(robot.as('last'))
  await flushUses()
  expect((await robot.stored()).robot).toMatchObject(use(0, 'first'))
  await flushUses('all')
  expect((await robot.stored()).robot).toMatchObject(use(7, 'last'))
  const { count } = await countQueries(url(), () => flushUses('all'))
  expect(count).toBe(0)
})

test('a use never replaces a later one of another process', async () => {
  const robot = await makeCaller()
  clockAt(100)
  noteUse(robot.as('later'))
  await flushUses('all')
  clockAt(40)
  noteUse(robot.as('earlier'))
  await flushUses('all')
  expect((await robot.stored()).robot).toMatchObject(use(100, 'later'))
  expect((await robot.stored()).secret).toEqual(use(100, 'later'))
})

test('what cannot be written waits, and what is used meanwhile counts', async () => {
  const robot = await makeCaller()
  clockAt(0)
  noteUse(robot.as('first'))
  const usual = db()
  const broken = openDatabase(url())
  broken.$transaction = () => Promise.reject(new Error('SQLITE_FULL: database or disk is full'))
  setGlobalState('database', broken)
  await flushUses()
  noteUse(robot.as('second'))
  await flushUses()
  setGlobalState('database', usual)
  await broken.$disconnect()
  expect(lines.join()).toContain('could not be written')
  expect((await robot.stored()).robot).toMatchObject(never)
  await flushUses()
  expect((await robot.stored()).robot).toMatchObject(use(0, 'second'))
})

test('a robot that is gone, a user and nobody are no trouble', async () => {
  const [gone, robot] = [await makeCaller(), await makeCaller()]
  clockAt(0)
  noteUse(gone.as('gone'))
  noteUse(robot.as('here'))
  noteUse({ kind: 'user', id: robot.id, name: 'someone', source: { client: 'browser' } })
  noteUse({ kind: 'anonymous' })
  noteUse(null)
  await db().robot.delete({ where: { id: gone.id } })
  await flushUses()
  expect((await robot.stored()).robot).toMatchObject(use(0, 'here'))
  expect(lines).toEqual([])
})

test('memory is bounded: of more robots than that no use is kept, which is said once', async () => {
  clockAt(0)
  const caller: Actor = { kind: 'robot', id: 0, name: 'robot$x', grants: [] }
  for (let id = 1; id <= 100_010; id++) noteUse({ ...caller, id: id + 1_000_000 })
  expect(lines.filter((line) => line.includes('too many uses'))).toHaveLength(1)
})
