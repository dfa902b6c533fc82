import { beforeEach, describe, expect, test } from 'vitest'
import { isTypableSecret } from '@/lib/domain/texts/secret-rule'
import type { Actor } from '../rights/actor'
import { now } from '../clock'
import { db } from '../store/db'
import { matches } from '../secrets/stored-secret'
import { unique, useDatabase } from '../testing/database'
import { addMember, makeProject, makeUser } from '../testing/make'
import { createUser } from './create'
import { listUsers } from './list'
import { removeUser } from './remove'
import { resetUserPassword } from './reset-password'
import { createSession, readSession } from './sessions'
import { setUserAdmin } from './set-admin'
import { setUserDisabled } from './set-disabled'

useDatabase()

const refusal = (kind: string, reason?: string) => expect.objectContaining({ name: 'Refusal', kind, reason })
const idOf = (actor: Actor) => ('id' in actor ? actor.id : 0)
const userOf = (id: number) => db().user.findUnique({ where: { id } })
const auditOf = (id: number) =>
  db().auditEvent.findMany({ where: { resourceType: 'user', resourceId: id }, orderBy: { id: 'asc' } })
const lastAudit = async (id: number) => (await auditOf(id)).at(-1)
const parsed = (text: string | null | undefined) => (text ? (JSON.parse(text) as unknown) : null)
const signedIn = (user: { id: number; username: string }) => createSession({ id: user.id, name: user.username }, {})

let admin: Actor
beforeEach(async () => {
  admin = (await makeUser({ isAdmin: true })).actor
})

/** Every verb that changes a user, as one call. */
const verbs = {
  'user.update': (actor: Actor, id: number) => setUserAdmin(actor, { id, isAdmin: true }),
  'user.disable': (actor: Actor, id: number) => setUserDisabled(actor, { id, disabled: true }),
  'user.enable': (actor: Actor, id: number) => setUserDisabled(actor, { id, disabled: false }),
  'user.reset-password': (actor: Actor, id: number) => resetUserPassword(actor, { id }),
  'user.delete': (actor: Actor, id: number) => removeUser(actor, id),
} as const

describe.each(Object.entries(verbs))('%s', (operation, verb) => {
  test('is hidden from everyone but system admins; the attempt is written down', async () => {
    const before = await makeUser()
    const { admin: projectAdmin } = await makeProject()
    const robot: Actor = {
      kind: 'robot',
      id: 1,
      name: 'robot$x',
      grants: [
        { scope: 'system', access: ['update', 'delete', 'list'].map((action) => ({ resource: 'user', action })) },
      ],
    }
    for (const actor of [projectAdmin, before.actor, robot]) {
      await expect(verb(actor, before.id)).rejects.toEqual(refusal('not-found'))
    }
    await expect(verb({ kind: 'anonymous' }, before.id)).rejects.toEqual(refusal('unauthorized'))
    const { actor: _, ...row } = before
    expect(await userOf(before.id)).toEqual(row)
    const rows = await auditOf(before.id)
    expect(rows.map((each) => [each.operation, each.result])).toEqual(Array(4).fill([operation, 'denied']))
  })

  test('an admin who was disabled or demoted a moment ago may no more', async () => {
    const user = await makeUser()
    await db().user.update({ where: { id: idOf(admin) }, data: { disabled: true } })
    await expect(verb(admin, user.id)).rejects.toEqual(refusal('not-found'))
    await db().user.update({ where: { id: idOf(admin) }, data: { disabled: false, isAdmin: false } })
    await expect(verb(admin, user.id)).rejects.toEqual(refusal('not-found'))
  })

  test('a user who is gone is not found', async () => {
    await expect(verb(admin, 2_000_000_000)).rejects.toEqual(refusal('not-found'))
  })
})

test('set and unset system admin', async () => {
  const user = await makeUser()
  await setUserAdmin(admin, { id: user.id, isAdmin: true })
  expect(await userOf(user.id)).toMatchObject({ isAdmin: true })
  await setUserAdmin(admin, { id: user.id, isAdmin: false })
  expect(await userOf(user.id)).toMatchObject({ isAdmin: false })
  const rows = await auditOf(user.id)
  expect(rows.map(({ operation, result, before, after }) => [operation, result, before, after])).toEqual([
    ['user.update', 'success', '{"isAdmin":false}', '{"isAdmin":true}'],
    ['user.update', 'success', '{"isAdmin":true}', '{"isAdmin":false}'],
  ])
})

test('disabling ends the sessions, and enabling does not bring them back', async () => {
  const user = await makeUser()
  const session = await signedIn(user)
  await setUserDisabled(admin, { id: user.id, disabled: true })
  expect(await readSession(session)).toBeNull()
  await setUserDisabled(admin, { id: user.id, disabled: false })
  expect(await readSession(session)).toBeNull()
  expect(await userOf(user.id)).toMatchObject({ disabled: false })
  expect((await auditOf(user.id)).map(({ operation }) => operation)).toEqual([
    'user.sign-in',
    'user.disable',
    'user.enable',
  ])
})

describe('resetUserPassword', () => {
  const hashOf = async (id: number) => (await userOf(id))!.passwordHash
  const works = async (id: number, password: string) =>
    matches(password, { scheme: 'argon2id', hash: await hashOf(id) })

  test('generated: answered once, in no audit row, and the sessions end', async () => {
    const user = await makeUser()
    const session = await signedIn(user)
    const revealed = await resetUserPassword(admin, { id: user.id })
    expect(revealed).toMatchObject({ username: user.username })
    expect(isTypableSecret(revealed!.password)).toBe(true)
    expect(await works(user.id, revealed!.password)).toBe(true)
    expect(await readSession(session)).toBeNull()
    const rows = await auditOf(user.id)
    expect(rows.at(-1)).toMatchObject({ operation: 'user.reset-password', after: '{"chosen":false}' })
    expect(JSON.stringify(rows)).not.toContain(revealed!.password)
    expect(JSON.stringify(rows)).not.toContain('argon2')
  })

  test('chosen: not echoed', async () => {
    const user = await makeUser()
    expect(await resetUserPassword(admin, { id: user.id, password: 'Chosen-password-1' })).toBeNull()
    expect(await works(user.id, 'Chosen-password-1')).toBe(true)
    expect(JSON.stringify(await auditOf(user.id))).not.toContain('Chosen')
  })

  test("not one's own: that asks for the present one", async () => {
    await expect(resetUserPassword(admin, { id: idOf(admin) })).rejects.toEqual(refusal('invalid', 'user-self'))
  })
})

describe('removeUser', () => {
  test('hands the projects over, and takes sessions and memberships along; the log keeps the name', async () => {
    const [user, project, other] = [await makeUser(), await makeProject(), await makeProject()]
    await db().project.update({ where: { id: project.id }, data: { ownerId: user.id } })
    await addMember(project.id, user.id, 'projectAdmin')
    await addMember(other.id, user.id, 'guest')
    const session = await signedIn(user)
    await removeUser(admin, user.id)
    expect(await userOf(user.id)).toBeNull()
    expect(await readSession(session)).toBeNull()
    expect(await db().project.findUnique({ where: { id: project.id } })).toMatchObject({ ownerId: idOf(admin) })
    expect(await db().projectMember.count({ where: { userId: user.id } })).toBe(0)
    const row = await lastAudit(user.id)
    expect(row).toMatchObject({ operation: 'user.delete', result: 'success', resource: user.username })
    expect(parsed(row?.before)).toMatchObject({ isAdmin: false, memberships: 2, ownedProjects: 1 })
    expect(parsed(row?.after)).toEqual({ projectsOwnedBy: 'name' in admin && admin.name })
  })

  test('by the system, the first other system admin gets the projects', async () => {
    const [user, project] = [await makeUser({ isAdmin: true }), await makeProject()]
    await db().project.update({ where: { id: project.id }, data: { ownerId: user.id } })
    await removeUser({ kind: 'system' }, user.id)
    const { ownerId } = await db().project.findUniqueOrThrow({ where: { id: project.id } })
    expect(await userOf(ownerId)).toMatchObject({ isAdmin: true, disabled: false })
  })

  test('of two at once exactly one has deleted', async () => {
    const user = await makeUser()
    const tries = await Promise.allSettled([removeUser(admin, user.id), removeUser(admin, user.id)])
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await auditOf(user.id)).filter(({ operation }) => operation === 'user.delete')).toHaveLength(1)
  })
})

describe('oneself and the last system admin', () => {
  const onlyAdmin = () => db().user.updateMany({ where: { NOT: { id: idOf(admin) } }, data: { isAdmin: false } })

  test("one's own account is neither disabled nor deleted, however many admins there are", async () => {
    await makeUser({ isAdmin: true })
    const id = idOf(admin)
    await expect(setUserDisabled(admin, { id, disabled: true })).rejects.toEqual(refusal('invalid', 'user-self'))
    await expect(removeUser(admin, id)).rejects.toEqual(refusal('invalid', 'user-self'))
    expect(await userOf(id)).toMatchObject({ isAdmin: true, disabled: false })
  })

  test('the last enabled one cannot be demoted, disabled or deleted, by whomever; a disabled admin does not count', async () => {
    await onlyAdmin()
    await makeUser({ isAdmin: true, disabled: true })
    const id = idOf(admin)
    const last = refusal('invalid', 'user-last-admin')
    await expect(setUserAdmin(admin, { id, isAdmin: false })).rejects.toEqual(last)
    const system: Actor = { kind: 'system' }
    await expect(setUserDisabled(system, { id, disabled: true })).rejects.toEqual(last)
    await expect(removeUser(system, id)).rejects.toEqual(last)
    expect(await userOf(id)).toMatchObject({ isAdmin: true, disabled: false })
  })

  test('with another one, an admin may step down', async () => {
    await makeUser({ isAdmin: true })
    await setUserAdmin(admin, { id: idOf(admin), isAdmin: false })
    expect(await userOf(idOf(admin))).toMatchObject({ isAdmin: false })
  })

  const attacks = {
    demote: (actor: Actor, id: number) => setUserAdmin(actor, { id, isAdmin: false }),
    disable: (actor: Actor, id: number) => setUserDisabled(actor, { id, disabled: true }),
    delete: (actor: Actor, id: number) => removeUser(actor, id),
  }
  const pairs = Object.keys(attacks).flatMap((one) => Object.keys(attacks).map((other) => [one, other] as const))

  test.each(pairs)('two admins %s and %s each other at the same time: exactly one stays', async (one, other) => {
    for (let round = 0; round < 5; round++) {
      await db().user.updateMany({ data: { isAdmin: false } })
      const [ann, ben] = [await makeUser({ isAdmin: true }), await makeUser({ isAdmin: true })]
      const tries = await Promise.allSettled([
        attacks[one as 'demote'](ann.actor, ben.id),
        attacks[other as 'demote'](ben.actor, ann.id),
      ])
      expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      expect(await db().user.count({ where: { isAdmin: true, disabled: false } })).toBe(1)
    }
  })

  test('six admins demote each other in a circle at once: at least one stays', async () => {
    await db().user.updateMany({ data: { isAdmin: false } })
    const circle = await Promise.all(Array.from({ length: 6 }, () => makeUser({ isAdmin: true })))
    await Promise.allSettled(
      circle.map(({ actor }, index) => setUserAdmin(actor, { id: circle[(index + 1) % 6]!.id, isAdmin: false })),
    )
    expect(await db().user.count({ where: { isAdmin: true, disabled: false } })).toBeGreaterThanOrEqual(1)
  })
})

describe('createUser without a password', () => {
  test('generates one and answers it, once', async () => {
    const username = unique('ann')
    const { id, password } = await createUser(admin, { username, realName: '', isAdmin: false })
    const user = (await userOf(id))!
    expect(await matches(password!, { scheme: 'argon2id', hash: user.passwordHash })).toBe(true)
    expect(JSON.stringify(await auditOf(id))).not.toContain(password)
    const chosen = { username: unique('ben'), realName: '', isAdmin: false, password: 'Chosen-password-1' }
    expect(await createUser(admin, chosen)).toMatchObject({ password: null })
  })
})

describe('listUsers', () => {
  const query = { search: '', sort: 'name', page: 1, size: 15 } as const

  async function team() {
    const stem = unique('Team')
    const names = ['Ann', 'ben', 'Cy_d']
    for (const [index, name] of names.entries()) {
      const at = new Date(now().getTime() - index * 1000)
      await db().user.create({
        data: {
          username: `${stem}-${name}`,
          realName: `${name} Of ${stem} 100%`,
          passwordHash: 'hash',
          createdAt: at,
          updatedAt: at,
        },
      })
    }
    const found = async (fields: object) =>
      (await listUsers(admin, { ...query, search: stem, ...fields })).rows.map(({ username }) =>
        username.slice(stem.length + 1),
      )
    return { stem, found }
  }

  test('searches names and real names in any case, with _ and % as they are; sorts and pages', async () => {
    const { stem, found } = await team()
    expect(await found({})).toEqual(['Ann', 'ben', 'Cy_d'])
    expect(await found({ sort: '-name' })).toEqual(['Cy_d', 'ben', 'Ann'])
    expect(await found({ sort: 'created' })).toEqual(['Cy_d', 'ben', 'Ann'])
    expect(await found({ sort: '-created' })).toEqual(['Ann', 'ben', 'Cy_d'])
    expect(await found({ search: `${stem.toUpperCase()}-A` })).toEqual(['Ann'])
    expect(await found({ search: `BEN OF ${stem}` })).toEqual(['ben'])
    expect(await found({ search: `Ben of ${stem} 100%` })).toEqual(['ben'])
    expect(await found({ search: `${stem}-cy_` })).toEqual(['Cy_d'])
    expect(await found({ search: `${stem}-cy%` })).toEqual([])
    expect(await found({ search: `${stem}_` })).toEqual([])
    expect(await listUsers(admin, { ...query, search: stem, page: 2 })).toEqual({ rows: [], total: 3 })
  })

  test('tells what a deletion would touch, which row is the reader, and no hash', async () => {
    const { stem } = await team()
    const { rows } = await listUsers(admin, { ...query, search: `${stem}-ann` })
    const project = await makeProject()
    await addMember(project.id, rows[0]!.id, 'guest')
    await db().project.update({ where: { id: project.id }, data: { ownerId: rows[0]!.id } })
    const again = await listUsers(admin, { ...query, search: `${stem}-ann` })
    expect(again.rows).toEqual([{ ...rows[0]!, ownedProjects: 1, memberships: 1 }])
    expect(JSON.stringify(again)).not.toContain('hash')
    const self = await listUsers(admin, { ...query, search: 'name' in admin ? admin.name : '' })
    expect(self.rows).toMatchObject([{ isSelf: true, isAdmin: true, disabled: false }])
  })

  test('is for system admins', async () => {
    const { actor } = await makeUser()
    await expect(listUsers(actor, query)).rejects.toEqual(refusal('forbidden'))
    await expect(listUsers({ kind: 'anonymous' }, query)).rejects.toEqual(refusal('unauthorized'))
  })
})
