import { expect, test } from 'vitest'
import { unknownName } from '@/lib/domain/audit/audit-row'
import { createUserInput } from '@/lib/domain/users/user-schema'
import { db } from '../store/db'
import { matches } from '../secrets/stored-secret'
import { unique, useDatabase } from '../testing/database'
import { makeProject, makeUser } from '../testing/make'
import { createUser } from './create'

useDatabase()

const password = 'Good-password-1'
const input = (username: string) => createUserInput.parse({ username, password, realName: ' Ann ' })
const refusal = (kind: string) => expect.objectContaining({ name: 'Refusal', kind })

test('a system admin makes a user; the audit row tells no password', async () => {
  const { actor } = await makeUser({ isAdmin: true })
  const username = unique('ann')
  const { id } = await createUser(actor, input(username))
  const user = await db().user.findUniqueOrThrow({ where: { id } })
  expect(user).toMatchObject({ username, realName: 'Ann', isAdmin: false, disabled: false })
  expect(await matches(password, { scheme: 'argon2id', hash: user.passwordHash })).toBe(true)
  const rows = await db().auditEvent.findMany({ where: { resource: username } })
  expect(rows).toMatchObject([{ operation: 'user.create', result: 'success', resourceId: id }])
  expect(JSON.stringify(rows)).not.toMatch(/argon2|Good-password/)
})

test('nobody else does, and the attempt is written down, without what was to be a name', async () => {
  const username = unique('ann')
  const { admin } = await makeProject()
  await expect(createUser(admin, input(username))).rejects.toEqual(refusal('forbidden'))
  await expect(createUser({ kind: 'anonymous' }, input(username))).rejects.toEqual(refusal('unauthorized'))
  expect(await db().user.findUnique({ where: { username } })).toBeNull()
  const rows = await db().auditEvent.findMany({ where: { operation: 'user.create', result: 'denied' } })
  expect(rows).toMatchObject([{ resource: unknownName }, { resource: unknownName }])
  expect(JSON.stringify(rows)).not.toContain(username)
})

test('a taken name is a conflict', async () => {
  const { actor, username } = await makeUser({ isAdmin: true })
  await expect(createUser(actor, input(username))).rejects.toMatchObject({ kind: 'conflict', reason: 'user-exists' })
})

test('a name that reads as a robot is refused', async () => {
  const { actor } = await makeUser({ isAdmin: true })
  await db().setting.create({ data: { key: 'robot_name_prefix', value: 'bot-' } })
  await expect(createUser(actor, input('Bot-ann'))).rejects.toEqual(refusal('invalid'))
  await db().setting.delete({ where: { key: 'robot_name_prefix' } })
})

test.each(['', 'robot$ann', 'library+ann', 'ann bob', '.ann', 'ann.', 'ann\n', 'änn', 'a'.repeat(256)])(
  'no user is called %j',
  (username) => expect(createUserInput.safeParse({ username, password }).success).toBe(false),
)

test.each(['short1A', 'nouppercase1', 'NOLOWERCASE1', 'NoDigitHere', 'With Space 1', `Aa1${'x'.repeat(126)}`])(
  'no password is %j',
  (each) => expect(createUserInput.safeParse({ username: 'ann', password: each }).success).toBe(false),
)
