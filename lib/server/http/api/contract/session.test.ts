import { describe, expect, test } from 'vitest'
import { basic, callApi, callPath, errorOf, origin, useApi, type Answer } from '../../../testing/api'
import { db } from '../../../store/db'
import { hashChosen } from '../../../secrets/stored-secret'
import { unique, useDatabase } from '../../../testing/database'
import { makeProject, makeRobot, makeUser } from '../../../testing/make'

useDatabase()
useApi()

const password = 'My-Password-1'
async function makeAdmin() {
  const user = await makeUser({ isAdmin: true })
  await db().user.update({ where: { id: user.id }, data: { passwordHash: (await hashChosen(password)).hash } })
  return user
}
const logIn = (principal: string, secret: string, headers = {}) =>
  callPath('POST', '/c/login', { body: new URLSearchParams({ principal, password: secret }).toString(), headers })

/** What a client without a browser keeps of an answer: its cookies, and the token to send back. */
function kept({ headers }: Answer) {
  const cookies = headers.getSetCookie().map((each) => each.split(';')[0]!)
  return { cookie: cookies.join('; '), token: headers.get('x-harbor-csrf-token')! }
}
const project = () => ({ project_name: unique('made') })

describe('a session by /c/login', () => {
  test('is the pages’ own: a row, a cookie, gone with /c/log_out, whatever copies there are', async () => {
    const user = await makeAdmin()
    const answer = await logIn(user.username, password)
    expect([answer.status, answer.text]).toEqual([200, ''])
    expect(answer.headers.getSetCookie()[0]).toMatch(
      /^sid=[^;]+; Path=\/; Max-Age=43200; HttpOnly; SameSite=Lax; Secure$/,
    )
    expect(answer.headers.getSetCookie()[1]).toMatch(
      /^_gorilla_csrf=[^;]+; Path=\/; HttpOnly; SameSite=Strict; Secure$/,
    )
    const { cookie } = kept(answer)
    expect((await callApi('GET', '/users/current', { headers: { cookie } })).body).toMatchObject({ user_id: user.id })
    expect(await db().session.count({ where: { userId: user.id } })).toBe(1)
    const out = await callPath('GET', '/c/log_out', { headers: { cookie } })
    expect([out.status, out.headers.getSetCookie()[0]]).toEqual([
      200,
      expect.stringMatching(/^sid=; Path=\/; Max-Age=0/),
    ])
    expect((await callApi('GET', '/users/current', { headers: { cookie } })).status).toBe(401)
  })

  test('not with a wrong password, a robot’s secret, or from another site', async () => {
    const user = await makeAdmin()
    const robot = await makeRobot(await makeProject())
    expect(errorOf(await logIn(user.username, 'Wrong-Password-1'))).toMatch(/^UNAUTHORIZED/)
    expect((await logIn(robot.name, robot.secret)).status).toBe(401)
    expect((await logIn('', '')).status).toBe(401)
    expect((await logIn(user.username, password, { origin: 'https://evil.example' })).status).toBe(403)
    expect((await logIn(user.username, password, { origin })).status).toBe(200)
    const away = { 'sec-fetch-site': 'cross-site' }
    expect((await callPath('GET', '/c/log_out', { headers: away })).status).toBe(403)
  })
})

describe('writing by a session', () => {
  test('takes the token that belongs to the cookie, or our own pages', async () => {
    const { cookie, token } = kept(await logIn((await makeAdmin()).username, password))
    const write = async (headers: Record<string, string>) =>
      (await callApi('POST', '/projects', { headers: { cookie, ...headers }, body: project() })).status
    expect(await write({})).toBe(403)
    expect(await write({ 'x-harbor-csrf-token': 'x' })).toBe(403)
    expect(await write({ 'x-harbor-csrf-token': token })).toBe(201)
    expect(await write({ origin })).toBe(201)
    expect(await write({ 'x-harbor-csrf-token': token, origin: 'https://evil.example' })).toBe(403)
    expect(await write({ 'x-harbor-csrf-token': token, origin: 'null' })).toBe(403)
    const [sid] = cookie.split('; ')
    expect(await write({ cookie: sid!, 'x-harbor-csrf-token': token })).toBe(403)
    expect(await write({ cookie: `${sid}; _gorilla_csrf=${'a'.repeat(43)}`, 'x-harbor-csrf-token': token })).toBe(403)
  })

  test('every answer to a session has the token, a refused one too; Basic needs and gets none', async () => {
    const user = await makeAdmin()
    const { cookie } = kept(await logIn(user.username, password))
    const [sid] = cookie.split('; ')
    const refused = await callApi('POST', '/projects', { headers: { cookie: sid! }, body: project() })
    expect([refused.status, errorOf(refused)]).toEqual([403, expect.stringMatching(/^FORBIDDEN/)])
    const fresh = kept(refused)
    const headers = { cookie: `${sid}; ${fresh.cookie}`, 'x-harbor-csrf-token': fresh.token }
    expect((await callApi('POST', '/projects', { headers, body: project() })).status).toBe(201)
    const byBasic = await callApi('POST', '/projects', { as: basic(user.username, password), body: project() })
    expect([byBasic.status, byBasic.headers.get('x-harbor-csrf-token')]).toEqual([201, null])
  })
})
