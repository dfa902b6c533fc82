import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Actor } from '../../actor'
import { parseEnv } from '../../env'
import { Refusal, type ErrorKind } from '../../errors'
import { setGlobalState } from '../../global-state'
import { useDatabase } from '../../testing/database'
import { makeProject, makeRobot } from '../../testing/make'
import { apiRoute, jsonResponse } from './api-route'
import { unprocessable } from '../error-body'
import { booleanOf, pageOf, pagingHeaders } from './paging'

useDatabase()

const session = vi.hoisted(() => ({ actor: null as Actor | null }))
vi.mock('../../auth/session', () => ({ currentActor: async () => session.actor }))
vi.mock('../../auth/request-source', () => ({
  requestSource: async () => ({ requestId: 'one', address: '192.0.2.1' }),
}))

const origin = 'https://robots.example.com'
const user: Actor = { kind: 'user', id: 1, name: 'someone' }
beforeEach(() => {
  session.actor = null
  setGlobalState('env', parseEnv({ EXTERNAL_URL: origin, LOG_LEVEL: 'silent' }))
})

const whoami = apiRoute(async ({ actor }) => jsonResponse(actor))
const call = (route: typeof whoami, init: RequestInit = {}, query = '') =>
  route(new Request(`${origin}/api/v2.0/robots?${query}`, init), { params: Promise.resolve({}) })
const answer = async (response: Response) => ({ status: response.status, body: await response.text() })

describe('apiRoute', () => {
  test('knows its caller: Basic before the session, nobody as anonymous', async () => {
    const robot = await makeRobot(await makeProject())
    const authorization = `Basic ${Buffer.from(`${robot.name}:${robot.secret}`).toString('base64')}`
    session.actor = user
    expect(await (await call(whoami)).json()).toEqual(user)
    expect(await (await call(whoami, { headers: { authorization } })).json()).toMatchObject({
      kind: 'robot',
      id: robot.id,
    })
    session.actor = null
    expect(await (await call(whoami)).json()).toMatchObject({ kind: 'anonymous', source: { requestId: 'one' } })
  })

  test.each(['Basic %', 'Bearer %', 'x', `Basic ${Buffer.from('robot$a:b').toString('base64')}`])(
    'wrong credentials are refused beside a session: %s',
    async (authorization) => {
      session.actor = user
      const response = await call(whoami, { headers: { authorization } })
      expect(await answer(response)).toEqual({
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
    session.actor = user
    expect((await call(whoami, { method, headers: from ? { origin: from } : {} })).status).toBe(status)
  })

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
    const route = apiRoute(() => Promise.reject(new Refusal(kind, 'a sentence', undefined, 7)))
    const response = await call(route)
    expect(response.headers.get('retry-after')).toBe('7')
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(await answer(response)).toEqual({ status, body: `{"errors":[{"code":"${code}","message":"a sentence"}]}\n` })
  })

  test('a fault of ours keeps its text to itself', async () => {
    const response = await call(apiRoute(() => Promise.reject(new Error('SELECT hash'))))
    expect(await answer(response)).toEqual({
      status: 500,
      body: '{"errors":[{"code":"UNKNOWN","message":"internal server error"}]}\n',
    })
  })

  test('a locked database is a 503', async () => {
    const route = apiRoute(() => Promise.reject(Object.assign(new Error('SQLITE_BUSY: locked'), { code: 'P1008' })))
    expect((await call(route)).status).toBe(503)
  })

  test('a NUL reaches no handler', async () => {
    expect((await call(whoami, {}, 'q=a%00b')).status).toBe(400)
  })

  test('parameters that do not fit are a 422 with Harbor’s list', async () => {
    const response = await call(apiRoute(() => Promise.reject(unprocessable('page in query must be of type int64'))))
    expect(JSON.parse((await answer(response)).body).errors[0]).toEqual({
      code: 'UNPROCESSABLE_ENTITY',
      message: 'validation failure list:\npage in query must be of type int64',
    })
  })
})

describe('paging', () => {
  const query = (text: string) => new URLSearchParams(text)

  test('defaults to Harbor’s, and takes what is in range', () => {
    expect(pageOf(query(''))).toEqual({ page: 1, size: 10 })
    expect(pageOf(query('page=3&page_size=100'))).toEqual({ page: 3, size: 100 })
  })

  test.each(['page=0', 'page=-1', 'page=x', 'page=', 'page_size=0', 'page_size=-1', 'page_size=101', 'page_size=1e1'])(
    '%s is a 422',
    (text) => {
      expect(() => pageOf(query(text))).toThrow(expect.objectContaining({ status: 422 }))
    },
  )

  test('tells how much there is, and a Link only where there is another page', () => {
    const headers = (total: number) => pagingHeaders('/p', query('page=1'), { page: 1, size: 10 }, total)
    expect(headers(0)).toEqual({ 'X-Total-Count': '0' })
    expect(headers(11)).toEqual({ 'X-Total-Count': '11', Link: '</p?page=2&page_size=10>; rel="next"' })
  })

  test('booleans', () => {
    expect(['true', '1', 'f', 'False'].map((text) => booleanOf(query(`public=${text}`), 'public'))).toEqual([
      true,
      true,
      false,
      false,
    ])
    expect(booleanOf(query(''), 'public')).toBeUndefined()
    expect(() => booleanOf(query('public=maybe'), 'public')).toThrow(expect.objectContaining({ status: 422 }))
  })
})
