import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { parseEnv } from '../../env'
import { Refusal, type ErrorKind } from '../../errors'
import { setGlobalState } from '../../global-state'
import { basic, signedIn } from '../../testing/api'
import { useDatabase } from '../../testing/database'
import { makeProject, makeRobot, makeUser } from '../../testing/make'
import { receive } from '../exchange/receive'
import { answer } from '../exchange/respond'
import { json, type Answer } from './answers'
import { operation, type Operation } from './operations/operation'
import { runOperation } from './answer-api'

useDatabase()

const origin = 'https://robots.example.com'
const whoami = operation({
  id: 'whoami',
  method: 'GET',
  path: '/',
  open: 'asked',
  success: 200,
  refusals: [],
  run: async ({ actor }) => json(actor),
})
const doing = (run: () => Promise<Answer>): Operation => ({ ...whoami, run })

/** What the server runs, whatever is asked. */
let running: Operation
let server: Server
beforeAll(async () => {
  server = createServer((request, response) => {
    const call = { request, response, received: receive(request, response) }
    void answer(call, () => runOperation({ operation: running, texts: {} }, call))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(() => void server.close())
beforeEach(() => {
  running = whoami
  setGlobalState('env', parseEnv({ EXTERNAL_URL: origin, LOG_LEVEL: 'silent' }))
})

const ask = (init: RequestInit = {}) => fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/x/`, init)
async function session() {
  const { id, username } = await makeUser()
  const { cookie } = await signedIn({ id, name: username })
  return { id, cookie: cookie! }
}
const told = async (response: Response) => ({ status: response.status, body: await response.text() })

describe('who calls', () => {
  test('Basic before the session, nobody as anonymous', async () => {
    const [{ id, cookie }, robot] = [await session(), await makeRobot(await makeProject())]
    expect(await (await ask({ headers: { cookie } })).json()).toMatchObject({ kind: 'user', id })
    const headers = { cookie, ...basic(robot.name, robot.secret) }
    expect(await (await ask({ headers })).json()).toMatchObject({ kind: 'robot', id: robot.id })
    const nobody = await ask({ headers: { cookie: 'sid=none', 'x-request-id': 'one' } })
    expect(await nobody.json()).toMatchObject({ kind: 'anonymous', source: { requestId: 'one', address: '127.0.0.1' } })
  })

  test.each(['Basic %', 'Bearer %', 'x', `Basic ${Buffer.from('robot$a:b').toString('base64')}`])(
    'wrong credentials are refused beside a session: %s',
    async (authorization) => {
      const { cookie } = await session()
      expect(await told(await ask({ headers: { cookie, authorization } }))).toEqual({
        status: 401,
        body: '{"errors":[{"code":"UNAUTHORIZED","message":"unauthorized"}]}\n',
      })
    },
  )

  test.each([
    ['GET', undefined, 200],
    ['POST', undefined, 403],
    ['POST', 'null', 403],
    ['POST', 'https://evil.example', 403],
    ['POST', 'http://robots.example.com', 403],
    ['DELETE', origin, 200],
  ])('a session counts for %s from %s', async (method, from, status) => {
    const { cookie } = await session()
    expect((await ask({ method, headers: { cookie, ...(from && { origin: from }) } })).status).toBe(status)
  })

  test('where nobody is asked, nobody is refused', async () => {
    running = { ...whoami, open: 'unasked' }
    const response = await ask({ headers: { authorization: 'Basic %', cookie: (await session()).cookie } })
    expect([response.status, response.headers.get('x-harbor-csrf-token')]).toEqual([200, null])
    expect(await response.json()).toMatchObject({ kind: 'anonymous' })
  })
})

describe('what it answers', () => {
  test.each<[ErrorKind, number, string]>([
    ['unauthorized', 401, 'UNAUTHORIZED'],
    ['forbidden', 403, 'FORBIDDEN'],
    ['not-found', 404, 'NOT_FOUND'],
    ['conflict', 409, 'CONFLICT'],
    ['stale', 409, 'CONFLICT'],
    ['invalid', 400, 'BAD_REQUEST'],
    ['too-many-requests', 429, 'TOO_MANY_REQUEST'],
    ['unavailable', 503, 'UNKNOWN'],
  ])('%s is %i %s', async (kind, status, code) => {
    running = doing(() => Promise.reject(new Refusal(kind, 'a sentence', undefined, 7)))
    const response = await ask()
    expect(response.headers.get('retry-after')).toBe('7')
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(await told(response)).toEqual({ status, body: `{"errors":[{"code":"${code}","message":"a sentence"}]}\n` })
  })

  test('a fault of ours keeps its text to itself', async () => {
    running = doing(() => Promise.reject(new Error('SELECT hash')))
    expect(await told(await ask())).toEqual({
      status: 500,
      body: '{"errors":[{"code":"UNKNOWN","message":"internal server error"}]}\n',
    })
  })

  test('a locked database is a 503', async () => {
    running = doing(() => Promise.reject(Object.assign(new Error('SQLITE_BUSY: locked'), { code: 'P1008' })))
    expect((await ask()).status).toBe(503)
  })

  const headersOf = async (answered: Answer, init?: RequestInit) => {
    running = doing(async () => answered)
    const response = await ask(init)
    const names = ['content-type', 'content-length', 'location', 'x-total-count', 'link']
    return [response.status, ...names.map((name) => response.headers.get(name)), await response.text()]
  }
  const type = 'application/json'

  test('nothing, what was made, and pages, always with their length', async () => {
    expect(await headersOf({ kind: 'empty' })).toEqual([200, null, '0', null, null, null, ''])
    expect(await headersOf({ kind: 'created', name: 7 })).toEqual([201, null, '0', '/x/7', null, null, ''])
    expect(await headersOf({ kind: 'created', name: 'a', body: {} })).toEqual([
      201,
      type,
      '2',
      '/x/a',
      null,
      null,
      '{}',
    ])
    expect(await headersOf({ kind: 'page', rows: [], total: 0 })).toEqual([200, type, '2', null, '0', null, '[]'])
    const next = '</x?page=2&page_size=10>; rel="next"'
    expect(await headersOf({ kind: 'page', rows: ['ü'], total: 11 })).toEqual([
      200,
      type,
      '6',
      null,
      '11',
      next,
      '["ü"]',
    ])
  })

  test('to HEAD the same without the body', async () => {
    expect(await headersOf({ kind: 'json', body: [1] }, { method: 'HEAD' })).toEqual([
      200,
      type,
      '3',
      null,
      null,
      null,
      '',
    ])
  })
})
