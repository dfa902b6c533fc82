import { request as httpRequest } from 'node:http'
import { beforeAll, describe, expect, test } from 'vitest'
import { db } from '../../store/db'
import { callApi, callPath, errorOf, signedIn, useApi, type Credentials } from '../../testing/api'
import { unique, useDatabase } from '../../testing/database'
import { makeProject, makeUser } from '../../testing/make'
import { machinePolicy } from '../exchange/security-headers'

useDatabase()
useApi()

let admin: Credentials
beforeAll(async () => {
  const { id, username } = await makeUser({ isAdmin: true })
  admin = await signedIn({ id, name: username })
})

describe('the machines’ door', () => {
  test.each([
    ['GET', '/api/v2.0'],
    ['GET', '/api/v2.0/'],
    ['GET', '/api/v2.0/nowhere?q=1'],
    ['POST', '/api/v2.0/robots//'],
    ['GET', '/api/version'],
    ['GET', '/api/v1.0/robots'],
    ['POST', '/c/nosuch'],
    ['GET', '/c/'],
    ['GET', '/v2/'],
    ['GET', '/v2'],
    ['GET', '/v2/library/app/manifests/1'],
  ])('%s %s is none, in Harbor’s words and not by a page', async (method, path) => {
    const answer = await callPath(method, path, {})
    expect([answer.status, errorOf(answer)]).toEqual([404, 'NOT_FOUND: path not found'])
  })

  test.each(['/', '/api/auth/csrf', '/cx', '/c', '/v2x', '/projects', '/apix/a'])(
    '%s is left to Next',
    async (path) => {
      expect((await callPath('GET', path, {})).status).toBe(501)
    },
  )

  test.each([
    ['OPTIONS', '/api/v2.0/robots', 'GET, HEAD, POST'],
    ['DELETE', '/api/v2.0/robots', 'GET, HEAD, POST'],
    ['GET', '/api/v2.0/users/1/sysadmin', 'PUT'],
    ['POST', '/api/v2.0/users/current', 'GET, HEAD'],
    ['GET', '/c/login', 'POST'],
    ['POST', '/c/log_out', 'GET'],
  ])('%s %s is told the methods that there are: %s', async (method, path, allow) => {
    const answer = await callPath(method, path, {})
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow])
    expect(errorOf(answer)).toBe('METHOD_NOT_ALLOWED: method not allowed')
  })

  test('HEAD ends no session', async () => {
    expect((await callPath('HEAD', '/c/log_out', { as: admin })).status).toBe(405)
    expect((await callApi('GET', '/users/current', { as: admin })).status).toBe(200)
  })

  test('a slash at the end is answered, not redirected, and is no part of the addresses told', async () => {
    expect((await callPath('GET', '/api/v2.0/ping/', {})).text).toBe('Pong')
    const made = await callPath('POST', '/api/v2.0/projects/', { as: admin, body: { project_name: unique('made') } })
    expect(made.headers.get('location')).toMatch(/^\/api\/v2\.0\/projects\/\d+$/)
    await makeProject()
    const list = await callPath('GET', '/api/v2.0/projects/?page_size=1', { as: admin })
    expect([list.status, list.headers.get('link')]).toEqual([200, expect.stringMatching(/^<\/api\/v2\.0\/projects\?/)])
  })

  test('its answers have the headers of every answer, are in no cache and no page, and not compressed', async () => {
    const headers = { 'accept-encoding': 'gzip, br', 'x-request-id': 'one' }
    const answer = await callApi('GET', '/permissions', { as: admin, headers })
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'cache-control': 'no-store',
      'content-length': String(Buffer.byteLength(answer.text)),
      'content-security-policy': machinePolicy,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'x-request-id': 'one',
    })
    expect(answer.headers.get('content-encoding')).toBeNull()
    expect(answer.text.length).toBeGreaterThan(4_000)
  })

  test.each(['/api/v2.0/robots?q=a%00b', '/api/v2.0/projects/a%00', '/api/v2.0/projects/%ff', '/c/login?a=%00'])(
    '%s reaches no operation',
    async (path) => {
      expect((await callPath('GET', path, { as: admin })).status).toBe(400)
    },
  )

  test('a session is the last of several cookies, as for the pages', async () => {
    const { cookie } = admin
    const current = (sent: string) => callApi('GET', '/users/current', { headers: { cookie: sent } })
    expect((await current(`sid=none; a=b; ${cookie}`)).status).toBe(200)
    expect((await current(`${cookie}; sid=none`)).status).toBe(401)
  })

  test('a cookie that was read before is worth what its session’s row says now', async () => {
    const { id, username } = await makeUser()
    const as = await signedIn({ id, name: username })
    const status = async () => (await callApi('GET', '/users/current', { as })).status
    expect([await status(), await status()]).toEqual([200, 200])
    await db().session.updateMany({ where: { userId: id }, data: { expiresAt: new Date(0) } })
    expect(await status()).toBe(401)
  })
})

test('who changes without credentials is refused before the body is there', async () => {
  const { port } = new URL((await callPath('GET', '/api/v2.0/ping', {})).url)
  const sent = httpRequest({ host: '127.0.0.1', port, method: 'POST', path: '/api/v2.0/robots' })
  sent.setHeader('content-length', 900_000)
  sent.flushHeaders()
  const status = await new Promise((resolve) => sent.once('response', (response) => resolve(response.statusCode)))
  sent.destroy()
  expect(status).toBe(401)
})
