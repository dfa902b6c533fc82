import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { formerPrefixesKey, graceEnd } from '@/lib/domain/settings/robot-prefixes'
import { authenticateBasic } from '../auth/basic'
import { now, setClock } from '../clock'
import { parseEnv, type Env } from '../env'
import { setGlobalState } from '../global-state'
import { issueToken } from '../registry/issue-token'
import { ensureSigningKey } from '../registry/signing-key'
import { db } from '../store/db'
import { unique, useDatabase } from '../testing/database'
import { makeProject, makeRobot, makeUser } from '../testing/make'
import { cleanUsage } from '../usage/clean'
import { countEvents } from '../usage/count-events'
import { listFormerNames } from '../usage/former-names'
import { flushUses } from '../usage/note-use'
import { createUser } from '../users/create'
import { endFormerPrefix, extendFormerPrefix } from './former-prefixes'
import { updateSettings } from './update'

useDatabase()
const dayMs = 86_400_000
const start = new Date('2026-03-01T12:00:00.000Z').getTime()
const at = (milliseconds: number) => setClock(() => new Date(milliseconds))

setGlobalState<Env>('env', parseEnv({ SECRET_KEY: 'only for tests, only for tests, only for tests' }))
beforeEach(async () => {
  at(start)
  await ensureSigningKey()
})
afterEach(async () => {
  await flushUses('all')
  await db().setting.deleteMany()
  await db().formerNameUse.deleteMany()
  setClock()
})

const admin = async () => (await makeUser({ isAdmin: true })).actor
const robot = async () => makeRobot(await makeProject(), { durationDays: -1 })
const token = (username: string, secret: string, client = 'containerd/1.7') =>
  issueToken({
    service: 'harbor-registry',
    scopes: [],
    credentials: { username, secret },
    source: { address: '10.0.0.7', client },
  })
const basic = (username: string, secret: string) =>
  authenticateBasic(`Basic ${Buffer.from(`${username}:${secret}`).toString('base64')}`, { address: '10.0.0.7' })
const renamed = (name: string, prefix: string) => name.replace('robot$', prefix)
const subjectOf = ({ token: text }: { token: string }) =>
  (JSON.parse(Buffer.from(text.split('.')[1]!, 'base64url').toString()) as { sub: string }).sub
const refused = { kind: 'unauthorized' }
const page = { page: 1, size: 15 }
const audit = () =>
  db().auditEvent.findMany({ where: { resourceType: 'configuration' }, orderBy: { id: 'desc' }, take: 1 })

describe('a changed prefix with a grace', () => {
  test('lets both names in until the very moment of its end, at every door, and each goes by its own', async () => {
    const [actor, { name, secret, id }] = [await admin(), await robot()]
    const today = renamed(name, 'robot-')
    await token(name, secret)
    await updateSettings(actor, { changes: { robotNamePrefix: 'robot-' }, graceDays: 7 })
    for (const time of [start, start + 7 * dayMs - 1]) {
      at(time)
      expect([subjectOf(await token(name, secret)), subjectOf(await token(today, secret))]).toEqual([name, today])
      // Who acts is on record under today's name.
      expect(await basic(name, secret)).toMatchObject({ kind: 'robot', id, name: today })
      expect(await basic(today, secret)).toMatchObject({ kind: 'robot', id, name: today })
      await expect(token(name, `${secret}x`)).rejects.toMatchObject(refused)
    }
    at(start + 7 * dayMs)
    await expect(token(name, secret)).rejects.toMatchObject(refused)
    expect(await basic(name, secret)).toBeNull()
    expect(subjectOf(await token(today, secret))).toBe(today)
  })

  test('is on record with its end, and kept beside the settings', async () => {
    const actor = await admin()
    await updateSettings(actor, { changes: { robotNamePrefix: 'robot-' }, graceDays: 7 })
    const until = graceEnd(start, 7)
    const row = await db().setting.findUniqueOrThrow({ where: { key: formerPrefixesKey } })
    expect(JSON.parse(row.value)).toEqual([{ prefix: 'robot$', until }])
    const [event] = await audit()
    expect(JSON.parse(event!.after!)).toMatchObject({
      robotNamePrefix: 'robot-',
      formerPrefixUntil: new Date(until).toISOString(),
    })
  })

  test('without one nothing is kept, and the name of before is refused at once', async () => {
    const [actor, { name, secret }] = [await admin(), await robot()]
    await updateSettings(actor, { changes: { robotNamePrefix: 'robot-' } })
    await expect(token(name, secret)).rejects.toMatchObject(refused)
    expect(await db().setting.count({ where: { key: formerPrefixesKey } })).toBe(0)
  })

  test('changed again without one, those before it keep their time; changed back, the name is that of today', async () => {
    const [actor, { name, secret }] = [await admin(), await robot()]
    await updateSettings(actor, { changes: { robotNamePrefix: 'one-' }, graceDays: 7 })
    await updateSettings(actor, { changes: { robotNamePrefix: 'two-' } })
    await token(name, secret)
    await expect(token(renamed(name, 'one-'), secret)).rejects.toMatchObject(refused)
    await updateSettings(actor, { changes: { robotNamePrefix: 'robot$' }, graceDays: 1 })
    at(start + 30 * dayMs)
    await token(name, secret)
    expect((await listFormerNames(actor, page)).prefixes).toEqual([])
  })

  test('is refused where a name could be read in two ways, or too many go on, and then nothing has changed', async () => {
    const actor = await admin()
    const to = (robotNamePrefix: string, graceDays?: number) =>
      updateSettings(actor, { changes: { robotNamePrefix }, graceDays })
    await expect(to('robot$ci-', 1)).rejects.toMatchObject({ kind: 'invalid', reason: 'prefix-ambiguous' })
    expect(await db().setting.count({ where: { key: { contains: 'prefix' } } })).toBe(0)
    await expect(to('robot', 1)).resolves.toBeUndefined()
    for (const prefix of ['a$', 'b$', 'c$', 'd$']) await to(prefix, 1)
    await expect(to('e$', 1)).rejects.toMatchObject({ kind: 'invalid', reason: 'prefix-too-many' })
    await expect(to('robot$ci-')).rejects.toMatchObject({ kind: 'invalid', reason: 'prefix-ambiguous' })
    at(start + dayMs)
    await to('robot$ci-')
  })

  test.each(['robot$', 'ROBOT$', 'robot-'])("no user's name begins with %s meanwhile", async (prefix) => {
    const actor = await admin()
    await updateSettings(actor, { changes: { robotNamePrefix: 'robot-' }, graceDays: 7 })
    const user = () => createUser(actor, { username: `${prefix}${unique('u')}`, realName: 'U', isAdmin: false })
    await expect(user()).rejects.toMatchObject({ kind: 'invalid', reason: 'user-name-robot' })
  })

  test('of two robots whose names could be confused each is let in under its own names alone', async () => {
    const actor = await admin()
    const project = await makeProject()
    const [one, other] = [await makeRobot(project), await makeRobot(project)]
    await updateSettings(actor, { changes: { robotNamePrefix: 'robot' }, graceDays: 7 })
    for (const prefix of ['robot$', 'robot']) {
      await token(renamed(one.name, prefix), one.secret)
      await expect(token(renamed(one.name, prefix), other.secret)).rejects.toMatchObject(refused)
    }
  })
})

describe('who still uses it', () => {
  test('is told with the last use, its client and address; of today nobody is', async () => {
    const [actor, one, other] = [await admin(), await robot(), await robot()]
    await updateSettings(actor, { changes: { robotNamePrefix: 'robot-' }, graceDays: 7 })
    await token(one.name, one.secret)
    at(start + 5_000)
    await basic(one.name, one.secret)
    await token(renamed(other.name, 'robot-'), other.secret)
    await flushUses('all')
    expect(await listFormerNames(actor, page)).toEqual({
      prefixes: [{ prefix: 'robot$', until: new Date(graceEnd(start, 7)).toISOString(), robots: 1 }],
      rows: [
        {
          ...{ robotId: one.id, prefix: 'robot$', uses: 2, lastAddress: '10.0.0.7', lastClient: null },
          ...{ fullName: renamed(one.name, 'robot-'), name: one.name.split('+')[1] },
          project: { name: one.name.slice('robot$'.length).split('+')[0] },
          lastAt: new Date(start + 5_000).toISOString(),
        },
      ],
      total: 1,
    })
    await token(one.name, one.secret)
    await flushUses('all')
    expect((await listFormerNames(actor, page)).rows).toMatchObject([{ uses: 3, lastClient: 'containerd/1.7' }])
  })

  test('comes in pages, and what belongs to an earlier grace is not in them', async () => {
    const actor = await admin()
    const robots = [await robot(), await robot(), await robot()]
    await updateSettings(actor, { changes: { robotNamePrefix: 'robot-' }, graceDays: 7 })
    for (const [index, { name, secret }] of robots.entries()) {
      at(start + index * 1_000)
      await token(name, secret)
    }
    await flushUses('all')
    const second = await listFormerNames(actor, { page: 2, size: 2 })
    expect([second.rows.map(({ robotId }) => robotId), second.total]).toEqual([[robots[0]!.id], 3])
    await updateSettings(actor, { changes: { robotNamePrefix: 'robot$' } })
    await updateSettings(actor, { changes: { robotNamePrefix: 'robot-' }, graceDays: 7 })
    expect(await listFormerNames(actor, page)).toMatchObject({ prefixes: [{ robots: 0 }], rows: [], total: 0 })
  })

  test('is written although another of them was deleted meanwhile', async () => {
    const [actor, one, gone] = [await admin(), await robot(), await robot()]
    await updateSettings(actor, { changes: { robotNamePrefix: 'robot-' }, graceDays: 7 })
    for (const { name, secret } of [one, gone]) await token(name, secret)
    await db().robot.delete({ where: { id: gone.id } })
    await flushUses('all')
    expect((await listFormerNames(actor, page)).rows.map(({ robotId }) => robotId)).toEqual([one.id])
  })

  test('is forgotten once it has ended', async () => {
    const [actor, { name, secret }] = [await admin(), await robot()]
    await updateSettings(actor, { changes: { robotNamePrefix: 'robot-' }, graceDays: 7 })
    await token(name, secret)
    await flushUses('all')
    await cleanUsage(new Date(start))
    expect(await db().formerNameUse.count()).toBe(1)
    at(start + 7 * dayMs)
    await cleanUsage(new Date(start + 7 * dayMs))
    expect(await db().formerNameUse.count()).toBe(0)
  })

  test('is for system admins', async () => {
    const { admin: projectAdmin } = await makeProject()
    await expect(listFormerNames(projectAdmin, page)).rejects.toMatchObject({ kind: 'forbidden' })
  })
})

describe('ended and extended', () => {
  test('at once: from this moment it is refused', async () => {
    const [actor, { name, secret }] = [await admin(), await robot()]
    await updateSettings(actor, { changes: { robotNamePrefix: 'robot-' }, graceDays: 7 })
    await token(name, secret)
    at(start + 1_000)
    await endFormerPrefix(actor, { prefix: 'robot$' })
    await expect(token(name, secret)).rejects.toMatchObject(refused)
    await token(renamed(name, 'robot-'), secret)
    const [event] = await audit()
    expect(event).toMatchObject({
      operation: 'configuration.end-former-prefix',
      before: JSON.stringify({ formerPrefixUntil: new Date(graceEnd(start, 7)).toISOString() }),
      after: JSON.stringify({ formerPrefixUntil: new Date(start + 1_000).toISOString(), formerPrefix: 'robot$' }),
    })
    await expect(endFormerPrefix(actor, { prefix: 'robot$' })).rejects.toMatchObject({ reason: 'prefix-ended' })
    await expect(extendFormerPrefix(actor, { prefix: 'robot$', days: 9 })).rejects.toMatchObject({
      kind: 'not-found',
      reason: 'prefix-ended',
    })
  })

  test('for longer, counted from now, and never for less', async () => {
    const [actor, { name, secret }] = [await admin(), await robot()]
    await updateSettings(actor, { changes: { robotNamePrefix: 'robot-' }, graceDays: 7 })
    at(start + dayMs)
    await expect(extendFormerPrefix(actor, { prefix: 'robot$', days: 6 })).rejects.toMatchObject({
      kind: 'invalid',
      reason: 'prefix-goes-on',
    })
    await extendFormerPrefix(actor, { prefix: 'robot$', days: 7 })
    at(start + 8 * dayMs - 1)
    await token(name, secret)
    at(start + 8 * dayMs)
    await expect(token(name, secret)).rejects.toMatchObject(refused)
  })

  test('by system admins alone; the attempt is on record without what was sent', async () => {
    const [actor, { admin: projectAdmin }] = [await admin(), await makeProject()]
    await updateSettings(actor, { changes: { robotNamePrefix: 'robot-' }, graceDays: 7 })
    await expect(endFormerPrefix(projectAdmin, { prefix: 'robot$' })).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(extendFormerPrefix(projectAdmin, { prefix: 'hush$', days: 9 })).rejects.toMatchObject({
      kind: 'forbidden',
    })
    const [event] = await audit()
    expect(event).toMatchObject({ operation: 'configuration.extend-former-prefix', result: 'denied' })
    expect(JSON.stringify(event)).not.toContain('hush')
  })

  test('of two at the same moment one is told that it came too late, or finds it done', async () => {
    const actor = await admin()
    await updateSettings(actor, { changes: { robotNamePrefix: 'robot-' }, graceDays: 7 })
    const tries = await Promise.allSettled([
      endFormerPrefix(actor, { prefix: 'robot$' }),
      extendFormerPrefix(actor, { prefix: 'robot$', days: 30 }),
      updateSettings(actor, { changes: { robotNamePrefix: 'other-' }, graceDays: 7 }),
    ])
    expect(tries.some(({ status }) => status === 'fulfilled')).toBe(true)
    const row = await db().setting.findUniqueOrThrow({ where: { key: formerPrefixesKey } })
    const prefixes = (JSON.parse(row.value) as { prefix: string }[]).map(({ prefix }) => prefix)
    const present = await db().setting.findUnique({ where: { key: 'robot_name_prefix' } })
    expect(prefixes.includes('robot-')).toBe(present?.value === 'other-')
  })
})

test('what a registry tells of a robot by its name of before counts, for a day longer than that is let in', async () => {
  const [actor, { id, name }] = [await admin(), await robot()]
  const project = name.slice('robot$'.length).split('+')[0]!
  const event = () => ({
    ...{ id: unique('event'), at: Math.floor(now().getTime() / 1000), actor: name },
    ...{ repository: `${project}/app`, kind: 'pulls' as const },
  })
  const pulls = async () =>
    (await db().robotUsage.findMany({ where: { robotId: id } })).reduce((n, r) => n + r.pulls, 0)
  await updateSettings(actor, { changes: { robotNamePrefix: 'robot-' }, graceDays: 7 })
  await countEvents([event()])
  at(start + 8 * dayMs - 1)
  await countEvents([event()])
  expect(await pulls()).toBe(2)
  at(start + 8 * dayMs)
  await countEvents([event()])
  expect(await pulls()).toBe(2)
})
