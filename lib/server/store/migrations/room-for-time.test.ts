import { Writable } from 'node:stream'
import pino from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '../db'
import { setGlobalState } from '../../global-state'
import { migrate } from '../migrate'
import { at, databaseBefore, insertRows, type Value } from '../../testing/database-before'
import { makeOldSystem } from '../../testing/legacy'

const name = '20261125220145_room_for_time'
const old = makeOldSystem()
const { fingerprint, spki } = old.key
let url: string
let client: Database
let close: () => Promise<void>
let lines: string[]
beforeEach(async () => {
  lines = []
  setGlobalState('log', pino(new Writable({ write: (line, _, done) => (lines.push(String(line)), done()) })))
  ;({ url, client, close } = await databaseBefore(name))
  await insert('User', { username: 'ann', passwordHash: '', createdAt: at, updatedAt: at })
  for (const project of ['web', 'shop'])
    await insert('Project', { name: project, ownerId: 1, createdAt: at, updatedAt: at })
})
afterEach(() => close())

const insert = (table: string, row: Record<string, Value>) => insertRows(client, table, [row])
const robotRow = (name: string, fields: Record<string, Value> = {}) => ({
  ...{ level: 'project', projectId: 1, name, legacy: true, durationDays: -1, creatorType: 'local', creatorRef: 0 },
  ...{ disabled: false, createdAt: at, updatedAt: at },
  ...fields,
})
const secretRow = (robotId: number, hash: string, scheme = 'legacy-rs256') => ({ robotId, hash, scheme, createdAt: at })
const packed = (project: number | string, robot: number | string) => `${fingerprint}:${project}:${robot}:${spki}`

describe('the identities of legacy robots', () => {
  /** Robots with these hashes, in order. */
  async function migrated(hashes: string[]) {
    await insertRows(
      client,
      'Robot',
      hashes.map((_, index) => robotRow(`r${index}`, { disabled: index % 2 === 0 })),
    )
    await insertRows(
      client,
      'RobotSecret',
      hashes.map((hash, index) => secretRow(index + 1, hash)),
    )
    await migrate(url)
    const order = { orderBy: { id: 'asc' } } as const
    const identities = await client.legacyIdentity.findMany({ orderBy: { robotId: 'asc' } })
    return { identities, secrets: await client.robotSecret.findMany(order) }
  }
  const identity = (robotId: number, oldProjectId: bigint, oldRobotId: bigint) => ({
    ...{ robotId, keyFingerprint: fingerprint, key: spki },
    ...{ oldProjectId, oldRobotId },
  })

  test('go into columns, and leave the fingerprint of their key', async () => {
    const greatest = Number.MAX_SAFE_INTEGER
    const { identities, secrets } = await migrated([packed(7, 1), packed(greatest, greatest), packed(2 ** 31, 12)])
    expect(identities).toEqual([
      identity(1, 7n, 1n),
      identity(2, BigInt(greatest), BigInt(greatest)),
      identity(3, 2n ** 31n, 12n),
    ])
    expect(secrets.map(({ hash, scheme }) => [hash, scheme])).toEqual(Array(3).fill([fingerprint, 'legacy-rs256']))
    expect(lines.join()).not.toMatch(/cannot be read/)
  })

  test('of thousands, each', async () => {
    const { identities, secrets } = await migrated(Array.from({ length: 1_500 }, (_, index) => packed(7, index + 1)))
    expect(identities).toEqual(Array.from({ length: 1_500 }, (_, index) => identity(index + 1, 7n, BigInt(index + 1))))
    expect(secrets.filter(({ hash }) => hash !== fingerprint)).toEqual([])
  })

  test('that are damaged stay as they are, are told in one line, and keep nobody else', async () => {
    const other = makeOldSystem().key
    const damaged = [
      '',
      ':::',
      fingerprint,
      `${fingerprint}:7:1:`,
      `${fingerprint}:7:${spki}`,
      `${fingerprint}:7:1:${spki}:`,
      `${other.fingerprint}:7:1:${spki}`,
      `${fingerprint}:7:1:${spki.slice(4)}`,
      `${fingerprint}:7:1:not base64`,
      packed(0, 1),
      packed(7, '01'),
      packed(-7, 1),
      packed('1e3', 1),
      packed(7, '9007199254740992'),
      packed(7, '99999999999999999999'),
    ]
    const { identities, secrets } = await migrated([packed(7, 1), ...damaged, packed(7, 2)])
    expect(identities).toEqual([identity(1, 7n, 1n), identity(damaged.length + 2, 7n, 2n)])
    expect(secrets.map(({ hash }) => hash)).toEqual([fingerprint, ...damaged, fingerprint])
    const told = lines.filter((line) => line.includes('cannot be read'))
    expect(told.map((line) => JSON.parse(line) as object)).toMatchObject([{ left: damaged.length }])
    expect(told.join()).not.toContain(spki.slice(40, 60))
  })

  test('of a robot with two rows: the first counts, whatever the second says', async () => {
    await insertRows(client, 'Robot', [robotRow('a'), robotRow('b')])
    const rows = [secretRow(1, packed(7, 1)), secretRow(1, packed(7, 2)), secretRow(2, packed(7, 3))]
    await insertRows(client, 'RobotSecret', rows)
    await migrate(url)
    expect(await client.legacyIdentity.findMany({ orderBy: { robotId: 'asc' } })).toEqual([
      identity(1, 7n, 1n),
      identity(2, 7n, 3n),
    ])
    const hashes = await client.robotSecret.findMany({ orderBy: { id: 'asc' }, select: { hash: true } })
    expect(hashes.map(({ hash }) => hash)).toEqual([fingerprint, packed(7, 2), fingerprint])
    expect(lines.filter((line) => line.includes('"left":1'))).toHaveLength(1)
  })

  test('are nobody else’s: a secret of today keeps its hash, whatever that looks like', async () => {
    await insert('Robot', robotRow('today', { legacy: false }))
    await insertRows(client, 'RobotSecret', [
      secretRow(1, packed(7, 1), 'sha256'),
      secretRow(1, packed(7, 1), 'argon2id'),
    ])
    await migrate(url)
    expect(await client.legacyIdentity.count()).toBe(0)
    expect(await client.robotSecret.count({ where: { hash: packed(7, 1) } })).toBe(2)
    expect(lines.join()).not.toMatch(/cannot be read/)
  })
})

describe('legacy robots that were deleted', () => {
  const event = (resource: string, fields: Record<string, Value> = {}) => ({
    ...{ at, actorKind: 'user', actorName: 'ann', operation: 'robot.delete', resourceType: 'robot', resourceId: 9 },
    ...{ resource, projectId: 1, projectName: 'web', result: 'success' },
    ...fields,
  })
  const deleted = async () => {
    await migrate(url)
    const rows = await client.deletedLegacyRobot.findMany({ orderBy: [{ projectId: 'asc' }, { name: 'asc' }] })
    return rows.map(({ projectId, name, deletedAt }) => `${projectId} ${name} ${deletedAt.toISOString().slice(0, 10)}`)
  }

  test('are known from the log, by project and since the last time', async () => {
    await insertRows(client, 'AuditEvent', [
      event('robot$ci'),
      event('robot$ci', { at: '2026-02-01 00:00:00' }),
      event('robot$ci', { projectId: 2 }),
      event('robot$Ünïcode_%(x)'),
      event("robot$it's"),
    ])
    expect(await deleted()).toEqual(
      ['1 ci 2026-02-01', "1 it's 2026-01-01", '1 Ünïcode_%(x) 2026-01-01', '2 ci 2026-01-01'].sort((one, other) =>
        one < other ? -1 : 1,
      ),
    )
  })

  test('are none that are back, were not deleted, or are others', async () => {
    await insertRows(client, 'Robot', [robotRow('back'), robotRow('today', { legacy: false })])
    await insertRows(client, 'AuditEvent', [
      event('robot$back'),
      event('robot$today'),
      event('robot$refused', { result: 'denied' }),
      event('robot$failed', { result: 'failure' }),
      event('robot$other', { operation: 'robot.disable' }),
      event('robot$web+ci'),
      event('robot$'),
      event('ROBOT$ci'),
      event('bot$ci'),
      event('robot$system', { projectId: null }),
      event('robot$gone-project', { projectId: 3 }),
    ])
    expect(await deleted()).toEqual(['1 today 2026-01-01'])
  })

  test('are found however long the log is', async () => {
    for (let start = 0; start < 12_000; start += 1_000) {
      const rows = Array.from({ length: 1_000 }, (_, index) => event(`robot$r${Math.floor((start + index) / 3)}`))
      await insertRows(client, 'AuditEvent', rows)
    }
    expect(new Set(await deleted()).size).toBe(4_000)
  })
})
