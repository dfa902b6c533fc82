import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { parseEnv } from '../../env'
import { setGlobalState } from '../../global-state'
import { ensureSigningKey } from '../../registry/signing-key'
import { generateSecret } from '../../secrets/secret'
import { useDatabase } from '../../testing/database'
import { makeProject, makeRobot } from '../../testing/make'
import { handler } from '../handle'

useDatabase()

const ui = 'https://ui.example.com'
let server: Server
let url = ''

beforeAll(async () => {
  await ensureSigningKey()
  server = createServer(handler(async (_, response) => void response.writeHead(404).end()))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/service`
})
afterAll(() => void server.close())
beforeEach(() => allow(`${ui},http://localhost:8080`))

const allow = (TOKEN_CORS_ORIGINS: string) =>
  setGlobalState(
    'env',
    parseEnv({ EXTERNAL_URL: 'https://robots.example.com', LOG_LEVEL: 'silent', TOKEN_CORS_ORIGINS }),
  )
const query = 'token?service=harbor-registry'
const ask = (headers: Record<string, string>, path = query, method = 'GET') =>
  fetch(`${url}/${path}`, { method, headers })
const preflight = (origin: string, path = query) =>
  ask(
    { origin, 'access-control-request-method': 'GET', 'access-control-request-headers': 'authorization' },
    path,
    'OPTIONS',
  )
const corsOf = ({ headers }: Response) =>
  Object.fromEntries([...headers].filter(([name]) => name === 'vary' || name.startsWith('access-control-')))
const basic = (name: string, secret: string) => `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`

test('a page of a listed origin may read tokens and refusals, without credentials of the browser', async () => {
  const robot = await makeRobot(await makeProject())
  for (const [secret, status] of [[robot.secret, 200] as const, [generateSecret(), 401] as const]) {
    const response = await ask({ origin: ui, authorization: basic(robot.name, secret) })
    expect(response.status).toBe(status)
    expect(corsOf(response)).toEqual({ vary: 'Origin', 'access-control-allow-origin': ui })
  }
})

test('a preflight from there is answered', async () => {
  const response = await preflight('http://localhost:8080')
  expect([response.status, await response.text()]).toEqual([204, ''])
  expect(corsOf(response)).toEqual({
    vary: 'Origin',
    'access-control-allow-origin': 'http://localhost:8080',
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': 'Authorization',
    'access-control-max-age': '600',
  })
})

test.each([
  'https://evil.example',
  'https://ui.example.com.evil.example',
  `${ui}:8443`,
  'http://ui.example.com',
  'null',
])('a page of %s reads nothing', async (origin) => {
  const robot = await makeRobot(await makeProject())
  const response = await ask({ origin, authorization: basic(robot.name, robot.secret) })
  expect([response.status, corsOf(response)]).toEqual([200, { vary: 'Origin' }])
  const refused = await preflight(origin)
  expect([refused.status, corsOf(refused)]).toEqual([403, { vary: 'Origin' }])
})

test('who sends no Origin is answered as ever', async () => {
  const robot = await makeRobot(await makeProject())
  const response = await ask({ authorization: basic(robot.name, robot.secret) })
  expect([response.status, corsOf(response)]).toEqual([200, { vary: 'Origin' }])
})

test('nothing else is opened', async () => {
  for (const path of ['token-bundle.pem', 'jwks.json', 'notifications', '../healthz']) {
    expect(corsOf(await ask({ origin: ui }, path)), path).toEqual({})
    expect([path, (await preflight(ui, path)).status]).toEqual([path, 405])
  }
})

test('without the setting there is no such header, and OPTIONS is not for it', async () => {
  allow('')
  expect(corsOf(await ask({ origin: ui }))).toEqual({})
  const response = await preflight(ui)
  expect([response.status, response.headers.get('allow'), corsOf(response)]).toEqual([405, 'GET, POST', {}])
})
