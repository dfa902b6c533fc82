import { once } from 'node:events'
import {
  createServer,
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { Writable } from 'node:stream'
import pino from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { setClock } from '../clock'
import { db } from '../store/db'
import { parseEnv } from '../env'
import { setGlobalState } from '../global-state'
import { ensureSigningKey } from '../registry/signing-key'
import { inRequest, noteOutage, timeLeft } from '../request-context'
import { setRobotDisabled } from '../robots/set-disabled'
import { generateSecret } from '../secrets/secret'
import { asUnavailable } from '../unavailable'
import { useDatabase } from '../testing/database'
import { fillTurns } from '../testing/fill-turns'
import { forgetGuesses } from '../testing/forget-guesses'
import { makeProject, makeRobot } from '../testing/make'
import { actionBegins } from './pages/action-scope'
import { stopClock } from '../testing/stop-clock'
import { answerBrokenRequests } from './exchange/broken-requests'
import { noteLeaving } from './endpoints/leaving'
import { handler, maxBodyBytes } from './handle'

useDatabase()

let server: Server
let url = ''
/** What the stand-in for Next was given, and what it does with it. */
let seen: { headers: IncomingHttpHeaders; url?: string; body: Promise<number | string> }[] = []
let lines: Record<string, unknown>[] = []

beforeAll(async () => {
  await ensureSigningKey()
  const stream = new Writable({ write: (line, _, done) => (lines.push(JSON.parse(String(line))), done()) })
  setGlobalState('log', pino({ level: 'info' }, stream))
  const answer = handler(async (request, response) => {
    if (request.url === '/throws') throw new Error('a fault')
    if (request.url === '/fails-by-outage') asUnavailable({ code: 'P1001' })
    if (request.url === '/fails-later') actionBegins()
    if (request.url?.includes('/fails')) return void Object.assign(response, { statusCode: 500 }).end()
    if (request.url === '/shows-outage') noteOutage('shown')
    if (request.url === '/streams') {
      const before = timeLeft(60_000)
      response.writeHead(200)
      return void response.end(JSON.stringify([before, timeLeft(60_000)]))
    }
    const body = length(request)
    seen.push({ headers: { ...request.headers }, url: request.url, body })
    response.end(String(await body))
  })
  server = createServer((request, response) => inRequest(response, () => answer(request, response)))
  answerBrokenRequests(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => void server.close())
beforeEach(async () => {
  seen = []
  lines = []
  setGlobalState('env', parseEnv({ EXTERNAL_URL: 'https://robots.example.com' }))
  await forgetGuesses()
})

async function length(request: IncomingMessage): Promise<number | string> {
  let bytes = 0
  try {
    for await (const chunk of request) bytes += (chunk as Buffer).length
    return bytes
  } catch (error) {
    return (error as Error).message
  }
}

const basic = (name: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`,
})
const token = (query: string, headers: Record<string, string> = {}) =>
  fetch(`${url}/service/token?${query}`, { headers })
const service = 'service=harbor-registry'
const notLetIn = 'wrong name or secret, or the account is disabled or has expired'

describe('GET /service/token', () => {
  test('answers a token under both names', async () => {
    const project = await makeProject()
    const robot = await makeRobot(project)
    setClock(() => new Date('2026-03-01T12:00:00.700Z'))
    const query = `account=x&client_id=docker&offline_token=true&${service}&scope=repository%3A${project.name}%2Fapp%3Apush%2Cpull`
    const response = await token(query, basic(robot.name, robot.secret))
    const body = await response.json()
    expect(response.status).toBe(200)
    expect(body).toEqual({
      token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      access_token: body.token,
      expires_in: 300,
      issued_at: '2026-03-01T12:00:00Z',
    })
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  test('takes several scopes, in one parameter or in many', async () => {
    const project = await makeProject({ public: true })
    const scope = (name: string) => `repository:${project.name}/${name}:pull`
    const response = await token(`${service}&scope=${scope('a')}+${scope('b')}%20${scope('a')}&scope=${scope('c')}`)
    const [, claims] = (await response.json()).token.split('.')
    const { access } = JSON.parse(Buffer.from(claims, 'base64url').toString())
    expect(access.map((each: { name: string }) => each.name)).toEqual(
      ['a', 'b', 'c'].map((name) => `${project.name}/${name}`),
    )
  })

  test('an overload of slow hashes is 503 with Retry-After, and no fault in the log', async () => {
    const robot = await makeRobot(await makeProject())
    const leave = fillTurns()
    const response = await token(service, basic(robot.name, 'Chosen-1234'))
    await leave()
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1'])
    expect((await response.json()).errors).toHaveLength(1)
    expect(lines.filter(({ level }) => Number(level) > 30)).toEqual([])
  })

  test('unknown, wrong, disabled and expired are one answer', async () => {
    const project = await makeProject()
    const [robot, disabled, expired] = [await makeRobot(project), await makeRobot(project), await makeRobot(project)]
    await setRobotDisabled(project.admin, { id: disabled.id, disabled: true })
    await db().robot.update({ where: { id: expired.id }, data: { expiresAt: 1n } })
    const attempts = [
      basic('robot$nobody', generateSecret()),
      basic('robot$nobody', 'Chosen-1234'),
      basic(robot.name, generateSecret()),
      basic(robot.name, 'Chosen-1234'),
      basic(disabled.name, disabled.secret),
      basic(expired.name, expired.secret),
      basic('admin', 'Admin-1234'),
      { authorization: 'Basic %' },
      { authorization: 'Bearer %' },
    ]
    const answers = []
    for (const headers of attempts)
      answers.push(await plain(await token(`${service}&scope=repository:a/b:pull`, headers)))
    answers.push(await plain(await token(service)))
    expect(answers[0]).toMatchObject({
      status: 401,
      body: `{"errors":[{"code":"UNAUTHORIZED","message":"${notLetIn}"}]}\n`,
    })
    for (const answer of answers) expect(answer).toEqual(answers[0])
  })

  async function plain(response: Response) {
    const headers = Object.fromEntries(response.headers)
    delete headers['x-request-id']
    delete headers['date']
    return { status: response.status, headers, body: await response.text() }
  }

  test('too many failures are told when to come back', async () => {
    const robot = await makeRobot(await makeProject())
    stopClock()
    const statuses = []
    for (let attempt = 0; attempt < 11; attempt++)
      statuses.push((await token(service, basic(robot.name, generateSecret()))).status)
    expect(statuses).toEqual([...Array(10).fill(401), 429])
    const response = await token(service, basic(robot.name, generateSecret()))
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await response.json()).errors[0].code).toBe('TOO_MANY_REQUEST')
  })

  test.each(['', 'service=other', 'service=%zz', 'service=%ff', `${service}&scope=%00`, `${service}&scope=a%0Ab`])(
    '?%s is a mistake of the caller',
    async (query) => {
      const response = await token(query)
      expect(response.status).toBe(400)
      expect((await response.json()).errors[0].message).toMatch(/\w+ \w+/)
    },
  )

  test.each(['PUT', 'DELETE', 'HEAD', 'OPTIONS'])('%s is not for it', async (method) => {
    const response = await fetch(`${url}/service/token?${service}`, { method })
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, POST'])
  })
})

describe('its own paths', () => {
  test('the certificates are there for everybody', async () => {
    const response = await fetch(`${url}/service/token-bundle.pem`)
    expect(response.headers.get('content-type')).toBe('application/x-pem-file')
    expect(await response.text()).toMatch(/^-----BEGIN CERTIFICATE-----\n[^-]+-----END CERTIFICATE-----\n$/)
  })

  test('the keys are there as a key set too', async () => {
    const response = await fetch(`${url}/service/jwks.json`)
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/jwk-set+json'])
    const { keys } = await response.json()
    expect(keys).toEqual([expect.objectContaining({ kty: 'EC', crv: 'P-256', alg: 'ES256', use: 'sig' })])
    expect(keys[0].kid).toMatch(/^([A-Z2-7]{4}:){11}[A-Z2-7]{4}$/)
    expect(keys[0]).not.toHaveProperty('d')
    expect((await fetch(`${url}/service/jwks.json`, { method: 'POST' })).status).toBe(405)
  })

  test('health is the database’s', async () => {
    expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ status: 'ok' })
    const database = db()
    setGlobalState('database', { setting: { findFirst: () => Promise.reject(new Error('gone')) } })
    const response = await fetch(`${url}/healthz`)
    setGlobalState('database', database)
    expect([response.status, await response.json()]).toEqual([503, { status: 'unavailable' }])
  })

  const brokenDatabase = () =>
    setGlobalState('database', { setting: { findFirst: () => Promise.reject(new Error('gone')) } })
  const ask = async (path: string) => {
    const response = await fetch(url + path)
    return [response.status, await response.json()]
  }

  test('it lives whatever the database does', async () => {
    const database = db()
    brokenDatabase()
    expect(await ask('/livez')).toEqual([200, { status: 'ok' }])
    setGlobalState('database', database)
  })

  test('it is ready with a database that answers, all migrations and a key; else it says what is missing', async () => {
    expect(await ask('/readyz')).toEqual([200, { status: 'ok' }])
    const database = db()
    brokenDatabase()
    expect(await ask('/readyz')).toEqual([503, { status: 'unavailable', notReady: ['database'] }])
    setGlobalState('database', database)

    const last = await db().$queryRawUnsafe<{ migration_name: string }[]>(
      'SELECT migration_name FROM _prisma_migrations ORDER BY migration_name DESC LIMIT 1',
    )
    const rename = (from: string, to: string) =>
      db().$executeRawUnsafe(`UPDATE _prisma_migrations SET migration_name = '${to}' WHERE migration_name = '${from}'`)
    const { migration_name: name } = last[0]!
    await rename(name, '99990101000000_later')
    expect(await ask('/readyz')).toEqual([503, { status: 'unavailable', notReady: ['migrations'] }])
    await rename('99990101000000_later', name)

    setGlobalState('secret-key', { master: 'another secret key' })
    setGlobalState('signing-key', { lookedAt: 0 })
    expect(await ask('/readyz')).toEqual([503, { status: 'unavailable', notReady: ['signing-key'] }])
    setGlobalState('secret-key', { master: 'the secret key of the tests' })
    setGlobalState('signing-key', { lookedAt: 0 })
    expect(await ask('/readyz')).toEqual([200, { status: 'ok' }])
  })

  test('once told to end it is not ready, though it answers what it is asked', async () => {
    noteLeaving()
    expect(await ask('/readyz')).toEqual([503, { status: 'unavailable', notReady: ['process'] }])
    expect(await ask('/livez')).toEqual([200, { status: 'ok' }])
    expect(await ask('/healthz')).toEqual([200, { status: 'ok' }])
    noteLeaving(false)
    expect(await ask('/readyz')).toEqual([200, { status: 'ok' }])
  })

  test('a later version may have migrated before us', async () => {
    await db().$executeRawUnsafe(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) VALUES ('x', 'x', '99990101000000_later', current_timestamp, 1)`,
    )
    expect(await ask('/readyz')).toEqual([200, { status: 'ok' }])
    await db().$executeRawUnsafe(`DELETE FROM _prisma_migrations WHERE id = 'x'`)
  })

  test.each(['/healthz', '/livez', '/readyz'])('%s is read only', async (path) => {
    const head = await fetch(url + path, { method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([200, ''])
    const post = await fetch(url + path, { method: 'POST' })
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  })

  test('others below /service do not exist', async () => {
    expect((await fetch(`${url}/service/nothing`)).status).toBe(404)
    expect((await fetch(`${url}/service/constructor`)).status).toBe(404)
  })
})

describe('what goes on to Next', () => {
  const ask = (path: string, headers: Record<string, string> = {}) => fetch(url + path, { headers })

  test('carries what only we may say, whatever was sent', async () => {
    await ask('/projects/a?page=2', {
      'x-middleware-subrequest': 'middleware:middleware',
      'x-middleware-next': '1',
      'x-nextjs-data': '1',
      'next-resume': '1',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'http',
      'x-forwarded-for': '203.0.113.9',
      'x-real-client': '203.0.113.9',
      'x-path': '/elsewhere',
      'x-nonce': 'known',
      'content-security-policy': "script-src 'unsafe-inline'",
      rsc: '1',
    })
    const { headers } = seen[0]!
    expect(headers).toMatchObject({
      host: 'robots.example.com',
      'x-forwarded-host': 'robots.example.com',
      'x-forwarded-proto': 'https',
      'x-forwarded-for': '127.0.0.1',
      'x-real-client': '127.0.0.1',
      'x-path': '/projects/a?page=2',
      rsc: '1',
    })
    expect(Object.keys(headers).filter((name) => /middleware|nextjs-data|resume/.test(name))).toEqual([])
    expect(headers['x-nonce']).toMatch(/^[\w+/]{22}==$/)
  })

  test('has a nonce of its own, the same for Next and the browser', async () => {
    const policies = []
    for (let time = 0; time < 50; time++) {
      const policy = (await ask('/')).headers.get('content-security-policy')
      expect(seen.at(-1)!.headers['content-security-policy']).toBe(policy)
      expect(policy).toContain(`script-src 'nonce-${seen.at(-1)!.headers['x-nonce']}' 'strict-dynamic';`)
      policies.push(policy)
    }
    expect(new Set(policies).size).toBe(50)
    expect(policies[0]).not.toMatch(/script-src[^;]*'unsafe|style-src [^;]*'unsafe/)
  })

  test('is answered with the headers of every answer', async () => {
    const headers = Object.fromEntries((await ask('/')).headers)
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'strict-transport-security': expect.stringContaining('max-age'),
    })
    expect((await ask('/_next/static/chunks/a.js')).headers.has('cache-control')).toBe(false)
    setGlobalState('env', parseEnv({ EXTERNAL_URL: 'http://robots.example.com' }))
    expect((await ask('/')).headers.has('strict-transport-security')).toBe(false)
  })

  test('keeps a sensible request id, and gets one otherwise', async () => {
    const answered = async (id: string) => (await ask('/', { 'x-request-id': id })).headers.get('x-request-id')
    expect(await answered('build-7/step.3')).toBe('build-7/step.3')
    expect(seen[0]!.headers['x-request-id']).toBe('build-7/step.3')
    for (const id of ['', 'a b', 'x'.repeat(129), '<script>']) expect(await answered(id)).toMatch(/^[\da-f-]{36}$/)
  })

  test('is logged in one line, without its query', async () => {
    await (await ask('/projects/a?q=hidden', { 'x-request-id': 'one' })).text()
    await new Promise(setImmediate)
    expect(lines).toEqual([
      expect.objectContaining({
        requestId: 'one',
        address: '127.0.0.1',
        method: 'GET',
        path: '/projects/a',
        status: 200,
      }),
    ])
    expect(JSON.stringify(lines)).not.toContain('hidden')
  })

  test.each(['/%', '/%ff', '/projects/%00', '/projects?search=%00'])('%s is refused before', async (path) => {
    expect((await ask(path)).status).toBe(400)
    expect(seen).toEqual([])
  })

  test('is 503 when it failed because the database did not answer, or says so itself, and else what it is', async () => {
    for (const path of ['/fails-by-outage', '/shows-outage']) {
      const { status, statusText, headers } = await ask(path)
      expect([status, statusText, headers.get('retry-after')]).toEqual([503, 'Service Unavailable', '5'])
    }
    expect((await ask('/fails')).status).toBe(500)
    expect((await ask('/')).status).toBe(200)
  })

  const action = { 'next-action': '7f'.padEnd(42, '0'), origin: 'https://robots.example.com' }
  const send = (method: string, path: string, headers: Record<string, string> = {}) =>
    fetch(url + path, { method, headers })

  test.each([
    ['PUT', '/projects', 'GET, HEAD'],
    ['DELETE', '/favicon.svg', 'GET, HEAD'],
    ['POST', '/projects', 'GET, HEAD'],
    ['OPTIONS', '/sign-in', 'GET, HEAD, POST'],
    ['PROPFIND', '/api/v2.0/robots', 'GET, HEAD, POST'],
  ])('%s %s is no method of it', async (method, path, allow) => {
    const response = await send(method, path)
    expect([response.status, response.headers.get('allow'), seen]).toEqual([405, allow, []])
  })

  test.each([
    ['GET', '/projects'],
    ['HEAD', '/projects'],
    ['POST', '/sign-in'],
    ['POST', '/projects', action],
    ['POST', '/api/auth/callback/credentials'],
  ])('%s %s is', async (method, path, headers?: Record<string, string>) => {
    expect((await send(method, path, headers)).status).toBe(200)
    expect(seen).toHaveLength(1)
  })

  test.each([
    undefined,
    'null',
    '',
    'https://evil.example',
    'http://robots.example.com',
    'https://robots.example.com/',
  ])('an action from the origin %s is refused', async (origin) => {
    const { origin: _own, ...others } = action
    const response = await send('POST', '/projects', origin === undefined ? others : { ...others, origin })
    expect([response.status, seen]).toEqual([403, []])
  })

  test.each(['x', '%', '{}', '[]', '["",{"a":1}]', encodeURIComponent('["",{}]').repeat(6_000).slice(0, 12_000)])(
    'the router state %.20s is refused',
    async (state) => {
      const response = await send('GET', '/sign-in', { rsc: '1', 'next-router-state-tree': state })
      expect([response.status, seen]).toEqual([400, []])
    },
  )

  test('a router state as Next writes it is none of our concern', async () => {
    const state = ['', { children: ['projects', { children: ['__PAGE__', {}] }, null, 'refetch'] }, null, null, 4]
    const header = encodeURIComponent(JSON.stringify(state))
    expect((await send('GET', '/projects', { rsc: '1', 'next-router-state-tree': header })).status).toBe(200)
  })

  test('a form that could hold an action is refused, and so is the page for failures', async () => {
    const multipart = { 'content-type': 'multipart/form-data; boundary=x' }
    expect((await send('POST', '/sign-in', multipart)).status).toBe(415)
    expect((await send('GET', '/_global-error')).status).toBe(404)
    expect(seen).toEqual([])
  })

  test.each([
    ['is the sender’s while the action has not begun', '/fails', action, 400],
    ['is ours once it has', '/fails-later', action, 500],
    ['is ours for everything else', '/fails', {}, 500],
    ['is ours at a route, whatever a header says', '/api/auth/fails', action, 500],
  ])('a failure %s', async (_, path, headers, status) => {
    const method = 'next-action' in headers ? 'POST' : 'GET'
    expect((await send(method, path, headers as Record<string, string>)).status).toBe(status)
    await expect.poll(() => lines.at(-1)).toMatchObject({ path, status })
  })

  test('asks a file nothing that Next fails at', async () => {
    await ask('/favicon.svg', {
      'if-match': '"x"',
      'if-unmodified-since': 'Thu, 01 Jan 1970 00:00:00 GMT',
      'if-none-match': '"y"',
    })
    expect(seen[0]!.headers).toMatchObject({ 'if-none-match': '"y"' })
    expect(Object.keys(seen[0]!.headers)).not.toContain('if-match')
    expect(Object.keys(seen[0]!.headers)).not.toContain('if-unmodified-since')
  })

  test('has so much time until its head is sent, and after that as much as it takes', async () => {
    const [before, after] = (await (await ask('/streams')).json()) as number[]
    expect(before).toBeLessThanOrEqual(8_000)
    expect(after).toBe(60_000)
  })

  test('may fail without taking the server along', async () => {
    await expect(ask('/throws')).rejects.toThrow()
    expect((await ask('/')).status).toBe(200)
    expect(lines).toContainEqual(expect.objectContaining({ level: 50, msg: 'a request failed' }))
  })
})

describe('large bodies', () => {
  test('are refused by their length', async () => {
    const response = await fetch(url, { method: 'POST', body: 'x'.repeat(maxBodyBytes + 1) })
    expect(response.status).toBe(413)
    expect(seen).toEqual([])
  })

  test('are let through up to the limit', async () => {
    const response = await fetch(`${url}/sign-in`, { method: 'POST', body: 'x'.repeat(maxBodyBytes) })
    expect(await response.text()).toBe(String(maxBodyBytes))
  })

  test('are cut off when they do not say how long they are', async () => {
    const sent = httpRequest(`${url}/sign-in`, { method: 'POST', headers: { 'transfer-encoding': 'chunked' } })
    const failed = once(sent, 'error')
    sent.write(Buffer.alloc(maxBodyBytes))
    sent.write(Buffer.alloc(1_000))
    await failed
    expect(await seen[0]!.body).toBe('the body is too large')
    expect((await fetch(url)).status).toBe(200)
  })
})
