import { beforeEach, describe, expect, test } from 'vitest'
import { unknownName } from '@/lib/domain/audit-row'
import { db } from '../db'
import { parseEnv } from '../env'
import { setGlobalState } from '../global-state'
import { generateSecret, hashChosen } from '../secret'
import { unique, useDatabase } from '../testing/database'
import { fillTurns } from '../testing/fill-turns'
import { makeProject, makeRobot, makeUser } from '../testing/make'
import { authenticateUser } from './authenticate'
import { network } from './throttle'

useDatabase()
setGlobalState('env', parseEnv({ SECRET_KEY: 'only for tests, only for tests, only for tests' }))

const password = 'Right-password-1'
let address = ''
beforeEach(() => {
  address = unique('address')
})

async function makeSigner(fields: { disabled?: boolean } = {}) {
  const user = await makeUser(fields)
  const { hash } = await hashChosen(password)
  await db().user.update({ where: { id: user.id }, data: { passwordHash: hash } })
  return user
}
const tryAs = (username: string, typed: string) =>
  authenticateUser({ username, password: typed, source: { address, requestId: 'r1' } })
const failuresFrom = () =>
  db().auditEvent.findMany({ where: { address, operation: 'user.sign-in' }, orderBy: { id: 'asc' } })
const tooMany = expect.objectContaining({ name: 'Refusal', kind: 'too-many-requests' })

describe('authenticateUser', () => {
  test('answers the user for the right password and nothing for a wrong one', async () => {
    const user = await makeSigner()
    expect(await tryAs(user.username, password)).toEqual({ id: user.id, name: user.username })
    expect(await tryAs(user.username, 'wrong')).toBeNull()
    expect(await failuresFrom()).toMatchObject([
      { result: 'failure', resource: user.username, actorKind: 'anonymous', requestId: 'r1' },
    ])
  })

  test('a disabled user, an unknown name, a robot and a user without a password fail alike', async () => {
    const disabled = await makeSigner({ disabled: true })
    const robot = await makeRobot(await makeProject())
    const unset = await makeUser()
    expect(await tryAs(disabled.username, password)).toBeNull()
    expect(await tryAs(unique('nobody'), password)).toBeNull()
    expect(await tryAs(robot.name, robot.secret)).toBeNull()
    expect(await tryAs(unset.username, '')).toBeNull()
  })

  test('writes down no name that nobody has: it may be a password', async () => {
    const user = await makeSigner()
    const typed = ['My secret $entence', 'Summer2024', generateSecret(), user.username.toUpperCase(), '']
    for (const name of typed) await tryAs(name, 'x')
    for (let guess = 0; guess < 6; guess++) await tryAs(typed[1]!, `${guess}`).catch(() => null)
    const rows = await failuresFrom()
    expect(rows.map(({ resource }) => resource)).toEqual(Array(11).fill(unknownName))
    expect(rows.filter(({ after }) => after === '{"throttled":true}')).toHaveLength(2)
  })

  test('writes down the name that somebody has, also when too many tried it', async () => {
    const { username } = await makeSigner()
    for (let guess = 0; guess < 6; guess++) await tryAs(username, `${guess}`).catch(() => null)
    expect((await failuresFrom()).map(({ resource, after }) => [resource, after])).toEqual([
      ...Array(5).fill([username, '{"throttled":false}']),
      [username, '{"throttled":true}'],
    ])
  })

  test('refuses the sixth guess at a name from one place, also the right one, but not from elsewhere', async () => {
    const user = await makeSigner()
    for (let guess = 0; guess < 5; guess++) expect(await tryAs(user.username, `wrong ${guess}`)).toBeNull()
    await expect(tryAs(user.username, password)).rejects.toEqual(tooMany)
    await tryAs(user.username, password).catch((error: { retryAfterSeconds: number }) => {
      expect(error.retryAfterSeconds).toBeGreaterThan(200)
      expect(error.retryAfterSeconds).toBeLessThanOrEqual(300)
    })
    address = unique('elsewhere')
    expect(await tryAs(user.username, password)).not.toBeNull()
  })

  test('parallel guesses count before they are looked at', async () => {
    const user = await makeSigner()
    const guesses = Array.from({ length: 40 }, (_, guess) => tryAs(user.username, `wrong ${guess}`))
    const verdicts = await Promise.allSettled(guesses)
    expect(verdicts.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
  })

  test('parallel right sign-ins of one client all get through', async () => {
    const user = await makeSigner()
    const verdicts = await Promise.all(Array.from({ length: 40 }, () => tryAs(user.username, password)))
    expect(verdicts.every((verdict) => verdict?.id === user.id)).toBe(true)
    for (let again = 0; again < 10; again++) expect(await tryAs(user.username, password)).not.toBeNull()
  })

  test('fifty failures from one place at whatever names close it', async () => {
    const user = await makeSigner()
    const guesses = await Promise.allSettled(Array.from({ length: 60 }, (_, name) => tryAs(`nobody-${name}`, 'x')))
    expect(guesses.filter(({ status }) => status === 'fulfilled')).toHaveLength(50)
    await expect(tryAs(user.username, password)).rejects.toEqual(tooMany)
  })

  test('an overload is unavailable for a moment, and counts against nobody', async () => {
    const user = await makeSigner()
    for (let guess = 0; guess < 3; guess++) expect(await tryAs(user.username, `wrong ${guess}`)).toBeNull()
    const leave = fillTurns()
    for (let attempt = 0; attempt < 20; attempt++) {
      await expect(tryAs(user.username, password)).rejects.toMatchObject({ kind: 'unavailable', retryAfterSeconds: 1 })
    }
    await leave()
    // What was counted before still is.
    expect(await tryAs(user.username, 'wrong 4')).toBeNull()
    expect(await tryAs(user.username, 'wrong 5')).toBeNull()
    await expect(tryAs(user.username, password)).rejects.toEqual(tooMany)
    expect(await failuresFrom()).toHaveLength(6)
  })
})

test.each([
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '::ffff:192.0.2.1'],
])('the network of %s is %s', (one, expected) => expect(network(one)).toBe(expected))
