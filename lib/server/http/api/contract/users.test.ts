import { beforeAll, describe, expect, test } from 'vitest'
import { basic, callApi, callPath, errorOf, signedIn, useApi, type Credentials } from '../../../testing/api'
import { foundUserAnswer, userAnswer } from '@/lib/domain/wire/user'
import { flushDenials } from '../../../rights/record-denial'
import { hashChosen } from '../../../secrets/stored-secret'
import { db } from '../../../store/db'
import { unique, useDatabase } from '../../../testing/database'
import { makeUser } from '../../../testing/make'
import { insertTestRobot } from '../../../testing/world'

useDatabase()
useApi()

const old = 'Present-password-1'
const next = 'Another-password-2'
let admin: Credentials
let plain: Credentials
let robot: Credentials
beforeAll(async () => {
  // The first user there is takes the place of the built-in administrator.
  await makeUser({ isAdmin: true })
  admin = await signedIn((await makeUser({ isAdmin: true })).actor)
  plain = await signedIn((await makeUser()).actor)
  const access = ['list', 'read', 'create', 'update', 'delete'].map((action) => ({ resource: 'user', action }))
  robot = (await insertTestRobot({ grants: [{ project: '/', access }] })).as
})

const put = (path: string, body: object, who: Credentials) => callApi('PUT', path, { as: who, body })
const told = async (answer: Promise<{ status: number; text: string; body: unknown }>) => {
  const { status, body } = await answer
  return [status, status >= 400 ? errorOf({ body } as never) : body]
}
const profile = (more: object = {}) => ({ email: `${unique('m')}@example.com`, realname: 'One', comment: 'c', ...more })

describe('PUT /users/{user_id}', () => {
  test('replaces what is told of a user: oneself, or anybody for a system admin; nothing else', async () => {
    const user = await makeUser()
    await db().user.update({ where: { id: user.id }, data: { emailVerifiedAt: new Date() } })
    const password = 'Own-password-1'
    await db().user.update({ where: { id: user.id }, data: { passwordHash: (await hashChosen(password)).hash } })
    for (const who of [admin, basic(user.username, password)]) {
      const sent = profile({ username: 'other', password: next, sysadmin_flag: true })
      expect(await told(put(`/users/${user.id}`, sent, who))).toEqual([200, undefined])
      const { body } = await callApi('GET', `/users/${user.id}`, { as: admin })
      const { email, realname, comment } = sent
      const kept = { email, realname, comment, username: user.username, sysadmin_flag: false }
      expect(userAnswer.parse(body)).toMatchObject(kept)
    }
    expect(await db().user.findUniqueOrThrow({ where: { id: user.id } })).toMatchObject({
      emailVerifiedAt: null,
    })
    expect((await callApi('GET', '/users/current', { as: basic(user.username, password) })).status).toBe(200)
    const rows = await db().auditEvent.findMany({ where: { resourceId: user.id, operation: 'user.update' } })
    expect(rows.map(({ result }) => result)).toEqual(['success', 'success'])
    const { comment: _, ...bare } = profile()
    await put(`/users/${user.id}`, bare, admin)
    expect((await callApi('GET', `/users/${user.id}`, { as: admin })).body).not.toHaveProperty('comment')
  })

  test('a session leads one’s own mail nowhere else, and changes the rest', async () => {
    const [user, sent] = [await makeUser(), profile()]
    const mine = await signedIn(user.actor)
    const why = "another e-mail address of one's own needs the present password: by Basic, or in the console"
    expect(await told(put(`/users/${user.id}`, sent, mine))).toEqual([403, `FORBIDDEN: ${why}`])
    await db().user.update({ where: { id: user.id }, data: { email: sent.email } })
    expect((await put(`/users/${user.id}`, { ...sent, realname: 'Two' }, mine)).status).toBe(200)
  })

  test('an address that mail was proved to reach stays so while it is the same', async () => {
    const [user, sent] = [await makeUser(), profile()]
    const at = new Date()
    await db().user.update({ where: { id: user.id }, data: { email: sent.email, emailVerifiedAt: at } })
    await put(`/users/${user.id}`, sent, admin)
    const kept = await db().user.findUniqueOrThrow({ where: { id: user.id } })
    expect(kept).toMatchObject({ emailVerifiedAt: at, comment: 'c' })
  })

  test('Harbor’s refusals', async () => {
    const [user, other] = [await makeUser(), await makeUser()]
    const taken = profile()
    await put(`/users/${other.id}`, taken, admin)
    const path = `/users/${user.id}`
    const refusals = [
      [{ email: undefined }, "BAD_REQUEST: email can't be empty"],
      [{ email: 'a@b' }, 'BAD_REQUEST: email with illegal format'],
      [{ realname: undefined }, 'BAD_REQUEST: realname with illegal length'],
      [{ realname: 'a$' }, 'BAD_REQUEST: realname contains illegal characters'],
      [{ comment: 'x'.repeat(31) }, 'BAD_REQUEST: comment with illegal length'],
    ] as const
    for (const [more, sentence] of refusals)
      expect(await told(put(path, profile(more), admin))).toEqual([400, sentence])
    const conflict = `CONFLICT: user ${user.username} or email ${taken.email} already exists`
    expect(await told(put(path, profile({ email: taken.email }), admin))).toEqual([409, conflict])
    for (const id of [0, -1, 2_147_483_647])
      expect(await told(put(`/users/${id}`, profile(), admin))).toEqual([
        404,
        `NOT_FOUND: user with id ${id} not found`,
      ])
    expect((await put(path, profile(), plain)).status).toBe(403)
    expect((await put('/users/0', profile(), plain)).status).toBe(403)
    expect((await put(path, profile(), robot)).status).toBe(403)
    expect((await put(path, profile(), {})).status).toBe(401)
  })
})

describe('PUT /users/{user_id}/password', () => {
  async function person() {
    const user = await makeUser()
    await db().user.update({ where: { id: user.id }, data: { passwordHash: (await hashChosen(old)).hash } })
    const knows = async (password: string) =>
      (await callApi('GET', '/users/current', { as: basic(user.username, password) })).status === 200
    return { ...user, path: `/users/${user.id}/password`, knows }
  }
  const body = (old_password?: string, new_password: string = next) => ({ old_password, new_password })

  test('one’s own with the present one; all other sessions end', async () => {
    const { actor, path, knows } = await person()
    const [mine, other] = [await signedIn(actor), await signedIn(actor)]
    expect(await told(put(path, body(old), mine))).toEqual([200, undefined])
    expect((await callApi('GET', '/users/current', { as: mine })).status).toBe(200)
    expect((await callApi('GET', '/users/current', { as: other })).status).toBe(401)
    expect([await knows(next), await knows(old)]).toEqual([true, false])
  })

  test('by Basic every session ends', async () => {
    const { actor, username, path } = await person()
    const session = await signedIn(actor)
    expect((await put(path, body(old), { ...session, ...basic(username, old) })).status).toBe(200)
    expect((await callApi('GET', '/users/current', { as: session })).status).toBe(401)
  })

  test('the present one is asked first, then the new one is looked at; too many guesses are refused and on record', async () => {
    const { id, actor, path, knows } = await person()
    const who = await signedIn(actor)
    const wrong = [403, 'FORBIDDEN: Current password is incorrect']
    expect(await told(put(path, body('Wrong-password-1', 'weak'), who))).toEqual(wrong)
    expect(await told(put(path, body(undefined), who))).toEqual(wrong)
    expect(await told(put(path, body(old, 'weak'), who))).toEqual([400, expect.stringMatching(/8-128, inclusively/)])
    expect(await told(put(path, { old_password: old }, who))).toEqual([400, expect.stringMatching(/8-128/)])
    const same = 'BAD_REQUEST: New password is identical to old password'
    expect(await told(put(path, body(old, old), who))).toEqual([400, same])
    for (let guess = 0; guess < 5; guess++) await put(path, body(`Wrong-password-${guess}`), who)
    const refused = await put(path, body(old), who)
    expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true])
    expect(await knows(old)).toBe(true)
    await flushDenials('ended')
    const failures = await db().auditEvent.findMany({ where: { resourceId: id, result: 'failure' } })
    expect(failures.length).toBeGreaterThan(0)
    expect(new Set(failures.map(({ operation }) => operation))).toEqual(new Set(['user.change-password']))
    expect(JSON.stringify(failures)).not.toMatch(/-password-\d/)
  })

  test('a system admin needs no present one for others, who are signed out; nobody else may', async () => {
    const { actor, path, knows } = await person()
    const session = await signedIn(actor)
    expect(await told(put(path, body(undefined, 'weak'), admin))).toEqual([400, expect.stringMatching(/8-128/)])
    for (const who of [plain, robot]) expect((await put(path, body(old), who)).status).toBe(403)
    expect((await put(path, body(old), {})).status).toBe(401)
    expect(await knows(old)).toBe(true)
    expect(await told(put(path, body(), admin))).toEqual([200, undefined])
    expect([await knows(next), await knows(old)]).toEqual([true, false])
    expect((await callApi('GET', '/users/current', { as: session })).status).toBe(401)
    expect(await told(put('/users/0/password', body(), admin))).toEqual([404, 'NOT_FOUND: user 0 not found'])
    expect((await put('/users/0/password', body(), plain)).status).toBe(403)
  })
})

describe('finding users', () => {
  const find = async (path: string, who = admin) => {
    const { status, headers, body } = await callApi('GET', path, { as: who })
    const names = Array.isArray(body) ? (body as { username: string }[]).map(({ username }) => username) : body
    return { status, total: headers.get('x-total-count'), names }
  }

  test('the built-in administrator is in no list and no count; promoted ones are', async () => {
    const { username } = await db().user.findUniqueOrThrow({ where: { id: 1 } })
    for (const path of [`/users?q=username%3D${username}`, `/users?username=${username}`])
      expect(await find(path)).toMatchObject({ total: '0', names: [] })
    expect(await find(`/users/search?username=${username}`)).toMatchObject({ total: '0', names: [] })
    const all = await find('/users?page_size=0')
    expect(all.names).toHaveLength((await db().user.count()) - 1)
    expect((await callApi('GET', '/users/1', { as: admin })).status).toBe(200)
  })

  test('username and email are parts, in any case, and beat q', async () => {
    const stem = unique('Team_x')
    const [ann, ben] = [await makeUser(), await makeUser()]
    await db().user.update({ where: { id: ann.id }, data: { username: `${stem}-ann`, email: `${stem}@one.example` } })
    await db().user.update({ where: { id: ben.id }, data: { username: `${stem}-benedict` } })
    const both = [`${stem}-ann`, `${stem}-benedict`]
    expect((await find(`/users?username=${stem.toUpperCase()}&q=username%3Dzzz`)).names).toEqual(both)
    expect((await find(`/users?username=${stem}&email=${stem}`)).names).toEqual([both[0]])
    expect((await find(`/users?username=${stem.replace('_', '%25')}`)).names).toEqual([])
    expect((await find(`/users?username=&q=username%3D${both[1]}`)).names).toEqual([both[1]])
    for (const who of [plain, robot]) {
      expect(await find(`/users/search?username=${stem.toUpperCase()}`, who)).toMatchObject({ total: '2', names: both })
      expect((await find(`/users/search?username=${stem}&page_size=1`, who)).names).toEqual([both[0]])
    }
    const { body } = await callApi('GET', `/users/search?username=${stem}`, { as: plain })
    expect(foundUserAnswer.strict().array().parse(body)[0]).toEqual({ user_id: ann.id, username: both[0] })
    for (const query of ['', '?username='])
      expect(await told(callApi('GET', `/users/search${query}`, { as: plain }))).toEqual([
        422,
        expect.stringMatching(/username in query is required/),
      ])
    expect((await find(`/users/search?username=${stem}`, {})).status).toBe(401)
  })

  test('POST /c/userExists, for system admins', async () => {
    const user = await makeUser()
    const ask = (target: string, value: string, who = admin) =>
      callPath('POST', '/c/userExists', { as: who, body: new URLSearchParams({ target, value }).toString() })
    const { username: first } = await db().user.findUniqueOrThrow({ where: { id: 1 } })
    const answers = [
      await ask('username', user.username),
      await ask('username', user.username.toUpperCase()),
      await ask('username', first),
      await ask('email', 'nobody@example.com'),
      await ask('username', 'a\0'),
      await ask('other', ''),
    ]
    expect(answers.map(({ status, text }) => [status, text])).toEqual(
      ['true', 'false', 'false', 'false', 'false', 'true'].map((text) => [200, text]),
    )
    for (const who of [plain, robot, {}]) {
      const refused = await ask('username', user.username, who)
      expect(refused.status).toBe(412)
      expect(refused.text).toContain('self registration deactivated, only sysadmin can check user existence')
    }
    const { cookie } = admin
    expect((await ask('username', 'x', { cookie: cookie! })).status).toBe(403)
  })

  test('one’s own account cannot be deleted', async () => {
    const { id, actor } = await makeUser({ isAdmin: true })
    const answer = await callApi('DELETE', `/users/${id}`, { as: await signedIn(actor) })
    expect(errorOf(answer)).toBe(`FORBIDDEN: User with ID ${id} cannot be deleted`)
    expect(answer.status).toBe(403)
  })
})
