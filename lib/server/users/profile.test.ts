import { beforeEach, expect, test } from 'vitest'
import type { Actor } from '../rights/actor'
import { flushDenials } from '../rights/record-denial'
import { now } from '../clock'
import { db } from '../store/db'
import { parseEnv } from '../env'
import { setGlobalState } from '../global-state'
import { hashChosen } from '../secrets/stored-secret'
import { unique, useDatabase } from '../testing/database'
import { makeUser } from '../testing/make'
import { stopClock } from '../testing/stop-clock'
import { createUser } from './create'
import { listUsers } from './list'
import { ownProfile } from './own-profile'
import { updateProfile } from './update-profile'

useDatabase()
setGlobalState('env', parseEnv({ SECRET_KEY: 'only for tests, only for tests, only for tests' }))

const present = 'Present-password-1'
const refusal = (kind: string, reason?: string) => expect.objectContaining({ name: 'Refusal', kind, reason })
const address = () => `${unique('mail')}@example.com`

let admin: Actor
let own: { id: number; actor: Actor; email: string }
beforeEach(async () => {
  admin = (await makeUser({ isAdmin: true })).actor
  const { id, actor } = await makeUser()
  const email = address()
  const { hash } = await hashChosen(present)
  await db().user.update({ where: { id }, data: { email, emailVerifiedAt: now(), passwordHash: hash } })
  own = { id, actor, email }
})

const stored = (id = own.id) => db().user.findUniqueOrThrow({ where: { id } })
const audit = async () => {
  await flushDenials('ended')
  return db().auditEvent.findMany({ where: { resourceId: own.id, operation: 'user.update' }, orderBy: { id: 'asc' } })
}

test('one’s own other address asks for the present password, is unverified, and on record', async () => {
  const email = address()
  const change = (proof?: Parameters<typeof updateProfile>[2]['proof']) =>
    updateProfile(own.actor, own.id, { profile: { email }, proof })
  await expect(change()).rejects.toEqual(refusal('forbidden', 'password-needed'))
  await expect(change({ present: 'Wrong-password-1' })).rejects.toEqual(refusal('invalid', 'password-wrong'))
  expect(await stored()).toMatchObject({ email: own.email, emailVerifiedAt: expect.any(Date) })
  await change({ present })
  expect(await stored()).toMatchObject({ email, emailVerifiedAt: null })
  expect(await ownProfile(own.actor)).toMatchObject({ email, emailVerified: false })
  const rows = await audit()
  expect(rows.map(({ result }) => result).sort()).toEqual(['denied', 'failure', 'success'])
  const done = rows.find(({ result }) => result === 'success')!
  expect([done.before, done.after].map((side) => JSON.parse(side!))).toEqual([{ email: own.email }, { email }])
  expect(JSON.stringify(rows)).not.toContain('-password-')
})

test('no address is another address; a name alone needs no password and leaves the address verified', async () => {
  const none = { profile: { email: null } }
  await expect(updateProfile(own.actor, own.id, none)).rejects.toEqual(refusal('forbidden', 'password-needed'))
  await updateProfile(own.actor, own.id, { profile: { realName: 'Ann', email: own.email } })
  expect(await stored()).toMatchObject({ realName: 'Ann', emailVerifiedAt: expect.any(Date) })
  await updateProfile(own.actor, own.id, { ...none, proof: { present } })
  expect(await stored()).toMatchObject({ email: null, emailVerifiedAt: null })
})

test('who guesses the present password waits, with the right one too', async () => {
  stopClock()
  const guess = (typed: string) =>
    updateProfile(own.actor, own.id, { profile: { email: address() }, proof: { present: typed } })
  for (let at = 0; at < 5; at++) await expect(guess(`wrong ${at}`)).rejects.toMatchObject({ kind: 'invalid' })
  await expect(guess(present)).rejects.toMatchObject({ kind: 'too-many-requests' })
  expect(await stored()).toMatchObject({ email: own.email })
})

test('a system admin changes anybody’s without it, but not the own; others nobody’s', async () => {
  const [email, id] = [address(), own.id]
  await updateProfile(admin, id, { profile: { email } })
  expect(await stored()).toMatchObject({ email, emailVerifiedAt: null })
  const self = 'id' in admin ? admin.id : 0
  const mine = { profile: { email: address() } }
  await expect(updateProfile(admin, self, mine)).rejects.toEqual(refusal('forbidden', 'password-needed'))
  const stranger = (await makeUser()).actor
  await expect(updateProfile(stranger, id, mine)).rejects.toEqual(refusal('not-found'))
})

test('an address is one user’s, letter by letter; creating says which of the two is taken', async () => {
  const other = await makeUser()
  const profile = { email: own.email }
  await expect(updateProfile(admin, other.id, { profile })).rejects.toEqual(refusal('conflict', 'email-taken'))
  await updateProfile(admin, other.id, { profile: { email: own.email.toUpperCase() } })
  const fresh = { username: unique('user'), realName: '', isAdmin: false }
  await expect(createUser(admin, { ...fresh, ...profile })).rejects.toEqual(refusal('conflict', 'email-taken'))
  const taken = { ...fresh, username: other.username, email: address() }
  await expect(createUser(admin, taken)).rejects.toEqual(refusal('conflict', 'user-exists'))
  const { id } = await createUser(admin, { ...fresh, email: '' })
  expect(await stored(id)).toMatchObject({ email: null })
})

test('what somebody else has changed meanwhile is not overwritten; what they left alone is', async () => {
  const seen = { email: own.email, realName: '' }
  await updateProfile(admin, own.id, { profile: { ...seen, realName: 'Theirs' }, seen })
  const email = address()
  await updateProfile(admin, own.id, { profile: { ...seen, email }, seen })
  expect(await stored()).toMatchObject({ email, realName: 'Theirs' })
  const late = updateProfile(admin, own.id, { profile: { ...seen, realName: 'Mine' }, seen })
  await expect(late).rejects.toEqual(refusal('stale', 'user-changed'))
})

test('the list tells the address and whether it is verified, and is searched by it', async () => {
  const query = { search: own.email.toUpperCase(), sort: 'name', page: 1, size: 15 } as const
  const { rows } = await listUsers(admin, query)
  expect(rows).toMatchObject([{ id: own.id, email: own.email, emailVerified: true }])
})
