import { beforeEach, describe, expect, test } from 'vitest'
import { unknownName } from '@/lib/domain/audit/audit-row'
import { flushDenials } from '../rights/record-denial'
import { db } from '../store/db'
import { parseEnv } from '../env'
import { setGlobalState } from '../global-state'
import { inTime } from '../request-context'
import { generateSecret } from '../secrets/secret'
import { hashChosen } from '../secrets/stored-secret'
import { unique, useDatabase } from '../testing/database'
import { fillTurns } from '../testing/fill-turns'
import { makeProject, makeRobot, makeUser } from '../testing/make'
import { stopClock } from '../testing/stop-clock'
import { authenticateUser } from './authenticate'

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
async function failuresFrom() {
  await flushDenials('ended')
  return db().auditEvent.findMany({ where: { address, operation: 'user.sign-in' }, orderBy: { id: 'asc' } })
}
const tooMany = expect.objectContaining({ name: 'Refusal', kind: 'too-many-requests' })

describe('authenticateUser', () => {
  test('a check that several wait for has the time of none of them', async () => {
    const user = await makeSigner()
    const both = [inTime(-1, () => tryAs(user.username, password)), tryAs(user.username, password)]
    expect(await Promise.all(both)).toEqual(Array(2).fill({ id: user.id, name: user.username }))
  })

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
    stopClock()
    for (let guess = 0; guess < 5; guess++) expect(await tryAs(user.username, `wrong ${guess}`)).toBeNull()
    const refused = { kind: 'too-many-requests', retryAfterSeconds: expect.any(Number) }
    await expect(tryAs(user.username, password)).rejects.toMatchObject(refused)
    address = unique('elsewhere')
    expect(await tryAs(user.username, password)).not.toBeNull()
  })

  test('after that there is one more guess a minute', async () => {
    const user = await makeSigner()
    const pass = stopClock()
    for (let guess = 0; guess < 5; guess++) expect(await tryAs(user.username, `wrong ${guess}`)).toBeNull()
    await expect(tryAs(user.username, password)).rejects.toMatchObject({ retryAfterSeconds: 60 })
    pass(59)
    await expect(tryAs(user.username, password)).rejects.toMatchObject({ retryAfterSeconds: 1 })
    pass(1)
    expect(await tryAs(user.username, 'wrong 5')).toBeNull()
    await expect(tryAs(user.username, password)).rejects.toEqual(tooMany)
    pass(60)
    expect(await tryAs(user.username, password)).not.toBeNull()
  })

  test('the networks of one site do not multiply the guesses at a name, nor do the spellings of an address', async () => {
    const user = await makeSigner()
    stopClock()
    let looked = 0
    for (let guess = 0; guess < 200; guess++) {
      address = `2001:db8:77:${guess.toString(16)}::1`
      looked += await tryAs(user.username, `wrong ${guess}`).then(
        () => 1,
        () => 0,
      )
    }
    expect(looked).toBe(20)
    const other = await makeSigner()
    for (const each of ['2001:db8:9:9::1', '2001:DB8:9:9::2', '2001:0db8:9:9:a::5.6.7.8', '2001:db8:9:9::1%eth0']) {
      address = each
      expect(await tryAs(other.username, 'wrong')).toBeNull()
    }
    expect(await tryAs(other.username, 'wrong')).toBeNull()
    await expect(tryAs(other.username, password)).rejects.toEqual(tooMany)
  })

  test('parallel guesses count before they are looked at', async () => {
    const user = await makeSigner()
    stopClock()
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

  test('fifty failures from one place at whatever names close it, for seconds, and not to who has been here', async () => {
    const [user, regular] = [await makeSigner(), await makeSigner()]
    const pass = stopClock()
    expect(await tryAs(regular.username, password)).not.toBeNull()
    const guesses = await Promise.allSettled(Array.from({ length: 60 }, (_, name) => tryAs(`nobody-${name}`, 'x')))
    expect(guesses.filter(({ status }) => status === 'fulfilled')).toHaveLength(50)
    await expect(tryAs(user.username, password)).rejects.toMatchObject({ retryAfterSeconds: 6 })
    expect(await tryAs(regular.username, password)).not.toBeNull()
    pass(6)
    expect(await tryAs(user.username, password)).not.toBeNull()
  })

  test('an overload is unavailable for a moment, and counts against nobody', async () => {
    const user = await makeSigner()
    stopClock()
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
