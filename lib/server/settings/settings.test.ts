import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { defaultSettings } from '@/lib/domain/settings/settings'
import { db } from '../store/db'
import { parseEnv, type Env } from '../env'
import { setGlobalState } from '../global-state'
import { issueToken } from '../registry/issue-token'
import { ensureSigningKey } from '../registry/signing-key'
import { unique, useDatabase } from '../testing/database'
import { makeProject, makeRobot, makeUser } from '../testing/make'
import { getSettings } from './get'
import { readSettings } from './read'
import { registryAddress } from './registry-address'
import { updateSettings } from './update'

useDatabase()
const withEnv = (more: Record<string, string> = {}) =>
  setGlobalState<Env>('env', parseEnv({ SECRET_KEY: 'only for tests, only for tests, only for tests', ...more }))
withEnv()
beforeEach(() => withEnv())
afterEach(() => db().setting.deleteMany())

const admin = async () => (await makeUser({ isAdmin: true })).actor
const settings = () => readSettings(db())
const auditRows = () =>
  db().auditEvent.findMany({ where: { operation: 'configuration.update' }, orderBy: { id: 'desc' }, take: 2 })

describe('updateSettings', () => {
  test('changes what is named, with an audit row of exactly that', async () => {
    const actor = await admin()
    await updateSettings(actor, { changes: { robotDurationDays: 90, sessionTimeoutMinutes: 60 } })
    expect(await settings()).toEqual({ ...defaultSettings, robotDurationDays: 90 })
    expect(await db().setting.findMany()).toEqual([{ key: 'robot_token_duration', value: '90' }])
    const [row] = await auditRows()
    expect(row).toMatchObject({ result: 'success', actorId: 'id' in actor && actor.id, resourceType: 'configuration' })
    expect([row!.before, row!.after]).toEqual(['{"robotDurationDays":30}', '{"robotDurationDays":90}'])
  })

  test('a new prefix: the audit row tells how many accounts it renames', async () => {
    await makeRobot(await makeProject())
    const count = await db().robot.count({ where: { legacy: false } })
    await updateSettings(await admin(), { changes: { robotNamePrefix: 'bot$' } })
    const [row] = await auditRows()
    expect(JSON.parse(row!.after!)).toEqual({ robotNamePrefix: 'bot$', renamedRobots: count })
  })

  test('is for system admins; the attempt is written down', async () => {
    const { admin: projectAdmin } = await makeProject()
    const changes = { robotNamePrefix: 'mine$' }
    const [last] = await auditRows()
    await expect(updateSettings(projectAdmin, { changes })).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(updateSettings({ kind: 'anonymous' }, { changes })).rejects.toMatchObject({ kind: 'unauthorized' })
    expect(await settings()).toEqual(defaultSettings)
    const rows = await auditRows()
    expect(rows.map(({ result }) => result)).toEqual(['denied', 'denied'])
    expect(rows[1]!.id).toBeGreaterThan(last!.id)
    await expect(getSettings(projectAdmin)).rejects.toMatchObject({ kind: 'forbidden' })
  })

  test('what somebody else has changed since the form was filled in is not overwritten', async () => {
    const actor = await admin()
    await updateSettings(actor, { changes: { robotDurationDays: 60 }, seen: { robotDurationDays: 30 } })
    const late = { changes: { robotDurationDays: 90, tokenExpirationMinutes: 10 }, seen: defaultSettings }
    await expect(updateSettings(actor, late)).rejects.toMatchObject({ kind: 'stale', reason: 'settings-changed' })
    expect(await settings()).toEqual({ ...defaultSettings, robotDurationDays: 60 })
  })

  test('changes of different settings at once do not undo each other', async () => {
    const actor = await admin()
    await Promise.all([
      updateSettings(actor, { changes: { robotDurationDays: 7 }, seen: defaultSettings }),
      updateSettings(actor, { changes: { sessionTimeoutMinutes: 15 }, seen: defaultSettings }),
      updateSettings(actor, { changes: { tokenExpirationMinutes: 10 }, seen: defaultSettings }),
      updateSettings(actor, { changes: { robotNamePrefix: 'bot$' }, seen: defaultSettings }),
    ])
    expect(await settings()).toEqual({
      robotNamePrefix: 'bot$',
      robotDurationDays: 7,
      sessionTimeoutMinutes: 15,
      tokenExpirationMinutes: 10,
      auditRetentionDays: null,
      registryAddress: null,
      robotSecretOverlap: 0,
    })
  })

  test('how long the audit log is kept may be left open again, which is on record too', async () => {
    const actor = await admin()
    await updateSettings(actor, { changes: { auditRetentionDays: 365 }, seen: defaultSettings })
    expect(await settings()).toEqual({ ...defaultSettings, auditRetentionDays: 365 })
    await updateSettings(actor, { changes: { auditRetentionDays: null }, seen: { auditRetentionDays: 365 } })
    expect(await settings()).toEqual(defaultSettings)
    expect((await auditRows()).map(({ before, after }) => [before, after])).toEqual([
      ['{"auditRetentionDays":365}', '{"auditRetentionDays":null}'],
      ['{"auditRetentionDays":null}', '{"auditRetentionDays":365}'],
    ])
  })

  test("the registry's address is asked for at every use, may be left open again, and is on record", async () => {
    const actor = await admin()
    expect(await registryAddress()).toBeNull()
    for (const [kept, address] of [
      ['registry.example.com:5000', { host: 'registry.example.com:5000', plainHttp: false }],
      ['http://10.0.0.7:5000', { host: '10.0.0.7:5000', plainHttp: true }],
      [null, null],
    ] as const) {
      const seen = { registryAddress: (await settings()).registryAddress }
      await updateSettings(actor, { changes: { registryAddress: kept }, seen })
      expect(await registryAddress()).toEqual(address)
    }
    expect((await auditRows()).map(({ before, after }) => [before, after])).toEqual([
      ['{"registryAddress":"http://10.0.0.7:5000"}', '{"registryAddress":null}'],
      ['{"registryAddress":"registry.example.com:5000"}', '{"registryAddress":"http://10.0.0.7:5000"}'],
    ])
  })

  test.each([0, 1])('of ten changes of one setting at once exactly one wins (stored before: %i)', async (stored) => {
    const actor = await admin()
    if (stored) await updateSettings(actor, { changes: { robotDurationDays: 29 } })
    const seen = { robotDurationDays: stored ? 29 : 30 }
    const tries = await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) =>
        updateSettings(actor, { changes: { robotDurationDays: 100 + index }, seen }),
      ),
    )
    const won = tries.flatMap(({ status }, index) => (status === 'fulfilled' ? [100 + index] : []))
    expect(won).toHaveLength(1)
    expect((await settings()).robotDurationDays).toBe(won[0])
    expect(tries.flatMap((each) => (each.status === 'rejected' ? [each.reason.kind] : []))).toEqual(
      Array(9).fill('stale'),
    )
  })

  test("no prefix may make a user's name read as a robot's, in whatever case; _ and % are taken as they are", async () => {
    const actor = await admin()
    const user = await makeUser()
    const stem = `Ci_${unique('team')}`
    await db().user.update({ where: { id: user.id }, data: { username: `${stem}-ann` } })
    for (const robotNamePrefix of [stem, stem.toLowerCase(), stem.toUpperCase(), 'Ci_']) {
      await expect(updateSettings(actor, { changes: { robotNamePrefix } })).rejects.toMatchObject({
        kind: 'invalid',
        reason: 'prefix-taken',
      })
    }
    for (const robotNamePrefix of ['_', 'Ci%', 'C_', `${stem}$`]) {
      await updateSettings(actor, { changes: { robotNamePrefix } })
    }
  })
})

describe('the environment', () => {
  test('wins, is shown as fixed, and cannot be changed', async () => {
    const actor = await admin()
    await updateSettings(actor, { changes: { robotNamePrefix: 'stored$', robotDurationDays: 7 } })
    withEnv({ ROBOT_NAME_PREFIX: 'env$', SESSION_TIMEOUT: '15' })
    expect(await getSettings(actor)).toMatchObject({
      settings: { robotNamePrefix: 'env$', robotDurationDays: 7, sessionTimeoutMinutes: 15, tokenExpirationMinutes: 5 },
      fixed: ['robotNamePrefix', 'sessionTimeoutMinutes'],
    })
    await expect(
      updateSettings(actor, { changes: { robotNamePrefix: 'other$', robotDurationDays: 8 } }),
    ).rejects.toMatchObject({ kind: 'forbidden', reason: 'settings-fixed' })
    expect((await settings()).robotDurationDays).toBe(7)
    withEnv()
    expect((await settings()).robotNamePrefix).toBe('stored$')
  })

  test.each([
    ['https://registry.example.com', { host: 'registry.example.com', plainHttp: false }],
    ['http://127.0.0.1:5000', { host: '127.0.0.1:5000', plainHttp: true }],
  ])('REGISTRY_URL=%s is where the registry is, whatever is stored', async (REGISTRY_URL, address) => {
    const actor = await admin()
    await updateSettings(actor, { changes: { registryAddress: 'stored.example.com' } })
    withEnv({ REGISTRY_URL })
    expect(await registryAddress()).toEqual(address)
    expect((await getSettings(actor)).fixed).toEqual(['registryAddress'])
    await expect(updateSettings(actor, { changes: { registryAddress: null } })).rejects.toMatchObject({
      kind: 'forbidden',
      reason: 'settings-fixed',
    })
    withEnv()
    expect(await registryAddress()).toEqual({ host: 'stored.example.com', plainHttp: false })
  })

  test('a stored value that no rule allows counts as none', async () => {
    await db().setting.createMany({
      data: [
        { key: 'token_expiration', value: 'soon' },
        { key: 'robot_token_duration', value: '-5' },
        { key: 'robot_name_prefix', value: ' ' },
        { key: 'audit_retention_days', value: '0' },
        { key: 'registry_address', value: 'registry.example.com/library' },
      ],
    })
    expect(await settings()).toEqual(defaultSettings)
  })
})

describe('what the settings do', () => {
  // The row that names the key in use is one of the settings that are deleted after each test.
  beforeEach(async () => void (await ensureSigningKey()))
  const login = (username: string, secret: string) =>
    issueToken({ service: 'harbor-registry', scopes: [], credentials: { username, secret }, source: {} })

  test('a changed prefix: the old full name stops logging in, the new one works, at once', async () => {
    const actor = await admin()
    const { name, secret } = await makeRobot(await makeProject())
    expect(name).toMatch(/^robot\$/)
    await login(name, secret)
    await updateSettings(actor, { changes: { robotNamePrefix: 'Harbor@' } })
    await expect(login(name, secret)).rejects.toMatchObject({ kind: 'unauthorized' })
    await login(name.replace('robot$', 'Harbor@'), secret)
    await updateSettings(actor, { changes: { robotNamePrefix: 'robot$' } })
    await login(name, secret)
  })

  test('the default duration is given to a robot that is made without one', async () => {
    const project = await makeProject()
    await updateSettings(await admin(), { changes: { robotDurationDays: 90 } })
    const { id } = await makeRobot(project, { durationDays: undefined })
    expect(await db().robot.findUniqueOrThrow({ where: { id } })).toMatchObject({ durationDays: 90 })
    const chosen = await makeRobot(project, { durationDays: 3 })
    expect(await db().robot.findUniqueOrThrow({ where: { id: chosen.id } })).toMatchObject({ durationDays: 3 })
  })

  test("a token's life is the setting", async () => {
    const { name, secret } = await makeRobot(await makeProject())
    expect(await login(name, secret)).toMatchObject({ expiresIn: 300 })
    await updateSettings(await admin(), { changes: { tokenExpirationMinutes: 10 } })
    expect(await login(name, secret)).toMatchObject({ expiresIn: 600 })
  })
})
