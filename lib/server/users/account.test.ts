import { beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '../rights/actor'
import { flushDenials } from '../rights/record-denial'
import { db } from '../store/db'
import { parseEnv } from '../env'
import { setGlobalState } from '../global-state'
import { hashChosen } from '../secrets/stored-secret'
import { unique, useDatabase } from '../testing/database'
import { makeUser } from '../testing/make'
import { stopClock } from '../testing/stop-clock'
import { authenticateUser } from './authenticate'
import { changeOwnPassword } from './change-password'
import { endOwnSessions } from './end-sessions'
import { createSession, readSession } from './sessions'

useDatabase()
setGlobalState('env', parseEnv({ SECRET_KEY: 'only for tests, only for tests, only for tests' }))

const present = 'Present-password-1'
const password = 'Another-password-2'
const robot: Actor = { kind: 'robot', id: 1, name: 'robot$x', grants: [] }
let address = ''
beforeEach(() => {
  address = unique('address')
})

async function person(fields: { isAdmin?: boolean } = {}) {
  const user = await makeUser(fields)
  const { hash } = await hashChosen(present)
  await db().user.update({ where: { id: user.id }, data: { passwordHash: hash } })
  const actor: Actor = { kind: 'user', id: user.id, name: user.username, source: { address } }
  const signIn = () => createSession({ id: user.id, name: user.username }, {})
  const knows = async (typed: string) =>
    (await authenticateUser({ username: user.username, password: typed, source: { address: unique('door') } })) !== null
  const audit = async () => {
    await flushDenials('ended')
    const where = { resourceId: user.id, NOT: { operation: 'user.sign-in' } }
    return db().auditEvent.findMany({ where, orderBy: { id: 'asc' } })
  }
  return { user, actor, signIn, knows, audit }
}

describe('changeOwnPassword', () => {
  test('the new one works, the old one does not, and all other sessions end', async () => {
    const { actor, signIn, knows, audit } = await person()
    const [mine, other] = [await signIn(), await signIn()]
    const somebody = await person()
    const theirs = await somebody.signIn()
    await changeOwnPassword(actor, { present, password, keepSession: mine })
    expect(await readSession(mine)).not.toBeNull()
    expect(await readSession(other)).toBeNull()
    expect(await readSession(theirs)).not.toBeNull()
    expect(await knows(password)).toBe(true)
    expect(await knows(present)).toBe(false)
    const rows = await audit()
    expect(rows).toMatchObject([
      { operation: 'user.change-password', result: 'success', actorName: actor.kind === 'user' && actor.name, address },
    ])
    expect(rows[0]!.after).toBe('{"endedSessions":1}')
    expect(JSON.stringify(rows)).not.toMatch(/-password-\d|argon2/)
  })

  test('a wrong present one changes nothing and is written down', async () => {
    const { actor, signIn, knows, audit } = await person()
    const other = await signIn()
    const wrong = { present: 'Wrong-password-3', password, keepSession: null }
    await expect(changeOwnPassword(actor, wrong)).rejects.toMatchObject({ kind: 'invalid', reason: 'password-wrong' })
    expect(await readSession(other)).not.toBeNull()
    expect(await knows(present)).toBe(true)
    expect(await audit()).toMatchObject([{ operation: 'user.change-password', result: 'failure' }])
    expect(JSON.stringify(await audit())).not.toContain('-password-')
  })

  test('guesses count by user, wherever a stolen session is used, and signing in goes on', async () => {
    const [{ actor, knows, audit }, other] = [await person(), await person()]
    const pass = stopClock()
    const guess = (from: string, typed: string) =>
      changeOwnPassword({ ...actor, source: { address: from } }, { present: typed, password, keepSession: null })
    for (let at = 0; at < 5; at++) {
      await expect(guess(`192.0.2.${at}`, `wrong ${at}`)).rejects.toMatchObject({ reason: 'password-wrong' })
    }
    await expect(guess('198.51.100.1', present)).rejects.toMatchObject({
      kind: 'too-many-requests',
      retryAfterSeconds: 60,
    })
    expect((await audit()).at(-1)).toMatchObject({ result: 'failure', after: '{"throttled":true}' })
    expect(await knows(present)).toBe(true)
    await changeOwnPassword(other.actor, { present, password, keepSession: null })
    pass(60)
    await guess('198.51.100.1', present)
    expect(await knows(password)).toBe(true)
  })

  test('parallel guesses count before they are looked at', async () => {
    const { actor } = await person()
    stopClock()
    const tries = await Promise.allSettled(
      Array.from({ length: 30 }, (_, at) =>
        changeOwnPassword(actor, { present: `wrong ${at}`, password, keepSession: null }),
      ),
    )
    const kinds = tries.map((each) => each.status === 'rejected' && each.reason.kind)
    expect(kinds.filter((kind) => kind === 'invalid')).toHaveLength(5)
    expect(kinds.filter((kind) => kind === 'too-many-requests')).toHaveLength(25)
  })

  test('of two at once from the same password exactly one wins', async () => {
    const { actor, knows } = await person()
    const wanted = ['First-password-1', 'Second-password-2']
    const tries = await Promise.allSettled(
      wanted.map((each) => changeOwnPassword(actor, { present, password: each, keepSession: null })),
    )
    const won = wanted.filter((_, index) => tries[index]!.status === 'fulfilled')
    expect(won).toHaveLength(1)
    expect(await knows(won[0]!)).toBe(true)
  })

  test('is nothing for robots, nobody, and who was disabled meanwhile', async () => {
    const change = { present, password, keepSession: null }
    await expect(changeOwnPassword(robot, change)).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(changeOwnPassword({ kind: 'anonymous' }, change)).rejects.toMatchObject({ kind: 'forbidden' })
    const { actor, user, audit } = await person({ isAdmin: true })
    await db().user.update({ where: { id: user.id }, data: { disabled: true } })
    await expect(changeOwnPassword(actor, change)).rejects.toMatchObject({ kind: 'not-found' })
    expect(await audit()).toMatchObject([{ operation: 'user.change-password', result: 'denied' }])
  })
})

describe('endOwnSessions', () => {
  test("ends all of one's own and nobody else's", async () => {
    const [ann, ben] = [await person(), await person()]
    const [one, two, bens] = [await ann.signIn(), await ann.signIn(), await ben.signIn()]
    await endOwnSessions(ann.actor)
    expect(await readSession(one)).toBeNull()
    expect(await readSession(two)).toBeNull()
    expect(await readSession(bens)).not.toBeNull()
    expect(await ann.audit()).toMatchObject([
      { operation: 'user.end-sessions', result: 'success', after: '{"endedSessions":2}' },
    ])
  })

  test('is nothing for robots and nobody, and refused to who was disabled', async () => {
    await expect(endOwnSessions(robot)).rejects.toMatchObject({ kind: 'not-found' })
    await expect(endOwnSessions({ kind: 'anonymous' })).rejects.toMatchObject({ kind: 'not-found' })
    const { actor, user, audit } = await person()
    await db().user.update({ where: { id: user.id }, data: { disabled: true } })
    await expect(endOwnSessions(actor)).rejects.toMatchObject({ kind: 'not-found' })
    expect(await audit()).toMatchObject([{ operation: 'user.end-sessions', result: 'denied' }])
  })
})
