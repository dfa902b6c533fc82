import { once } from 'node:events'
import { createServer, request as httpRequest, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import pino from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { setClock } from '../../clock'
import { db } from '../../store/db'
import { parseEnv } from '../../env'
import { setGlobalState } from '../../global-state'
import { unique, useDatabase } from '../../testing/database'
import { makeProject, makeRobot } from '../../testing/make'
import { handler } from '../handle'

useDatabase()
const secret = 'a-token-for-the-registry'
let server: Server
let url = ''

beforeAll(async () => {
  server = createServer(handler(async (_, response) => void response.end('next')))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/service/notifications`
})
afterAll(() => void server.close())
const configure = (NOTIFICATIONS_TOKEN?: string) =>
  setGlobalState('env', parseEnv({ EXTERNAL_URL: 'https://robots.example.com', NOTIFICATIONS_TOKEN }))
beforeEach(() => {
  configure(secret)
  setClock(() => new Date('2026-03-01T12:00:00Z'))
  setGlobalState('log', pino({ level: 'silent' }))
})

const type = 'application/vnd.docker.distribution.events.v2+json'
const bearer = (token: string) => ({ authorization: `Bearer ${token}`, 'content-type': type })
const post = (body: BodyInit, headers: Record<string, string> = bearer(secret)) =>
  fetch(url, { method: 'POST', body, headers })
const event = (actor: string | undefined, change: object = {}) => ({
  id: unique('event'),
  timestamp: '2026-03-01T10:00:00.5Z',
  action: 'pull',
  target: { mediaType: 'application/vnd.oci.image.manifest.v1+json', digest: 'sha256:1', repository: 'proj/app' },
  request: { method: 'GET' },
  actor: actor === undefined ? {} : { name: actor },
  ...change,
})
const usageOf = (robotId: number) => db().robotUsage.findMany({ where: { robotId } })
const envelope = (...events: unknown[]) => JSON.stringify({ events })

async function expectRefusal(answer: Promise<Response>, status: number, sentence: RegExp) {
  const response = await answer
  const body = await response.json()
  expect({ status: response.status, body }).toEqual({
    status,
    body: { errors: [{ code: expect.any(String), message: expect.stringMatching(sentence) }] },
  })
  return response
}

test('a robot’s events are counted, sent once or twice', async () => {
  const robot = await makeRobot(await makeProject())
  const body = envelope(event(robot.name), event(robot.name, { action: 'push' }))
  for (let time = 0; time < 2; time++) expect((await post(body)).status).toBe(200)
  expect(await usageOf(robot.id)).toMatchObject([
    { day: '2026-03-01', repository: 'proj/app', pulls: 1, pushes: 1, deletes: 0 },
  ])
})

test('a manifest that Distribution 3 deletes with its tags counts once', async () => {
  const robot = await makeRobot(await makeProject())
  const deleted = (target: object) =>
    event(robot.name, {
      action: 'delete',
      target: { mediaType: '', digest: '', size: 0, repository: 'proj/app', ...target },
      request: { method: 'DELETE' },
    })
  for (const target of [{ digest: 'sha256:1' }, { tag: '1' }, { tag: '2' }]) {
    expect((await post(envelope(deleted(target)))).status).toBe(200)
  }
  expect(await usageOf(robot.id)).toMatchObject([{ pulls: 0, pushes: 0, deletes: 1 }])
})

test('one unreadable event keeps none of the others from being counted', async () => {
  const robot = await makeRobot(await makeProject())
  const unreadable = [null, 7, 'x', [], {}, event(robot.name, { id: null }), event(robot.name, { target: null })]
  const body = envelope(event(robot.name), ...unreadable, event(robot.name))
  expect((await post(body)).status).toBe(200)
  expect(await usageOf(robot.id)).toMatchObject([{ pulls: 2, pushes: 0, deletes: 0 }])
})

test.each<[string, string]>([
  ['nobody', envelope(event(undefined))],
  ['a user', envelope(event('admin'))],
  ['an unknown robot', envelope(event('robot$nobody'))],
  ['an unknown action', envelope(event('robot$nobody', { action: 'mount' }))],
  ['something else entirely', envelope({ hello: 'world' })],
  ['a NUL', envelope(event('robot$a\0b', { id: 'a\0b' }))],
  ['none', envelope()],
])('%s is answered with 200', async (_, body) => {
  expect((await post(body)).status).toBe(200)
})

test.each(['application/json', 'application/vnd.docker.distribution.events.v1+json; charset=utf-8'])(
  '%s is taken',
  async (contentType) => {
    expect((await post(envelope(), { ...bearer(secret), 'content-type': contentType })).status).toBe(200)
  },
)

describe('refusals', () => {
  test.each(['', 'Bearer', 'Bearer wrong', `Basic ${secret}`, `Bearer ${secret}x`, `Bearer ${secret} x`])(
    'the authorization %j',
    async (authorization) => {
      const response = await expectRefusal(
        post(envelope(), { 'content-type': type, authorization }),
        401,
        /bearer token/,
      )
      expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/)
    },
  )

  test('no authorization', async () => {
    await expectRefusal(post(envelope(), { 'content-type': type }), 401, /bearer token/)
  })

  test('a service that has no token, whatever is sent', async () => {
    configure()
    await expectRefusal(post(envelope(), bearer('')), 404, /NOTIFICATIONS_TOKEN is not set/)
    await expectRefusal(post(envelope(), bearer('undefined')), 404, /NOTIFICATIONS_TOKEN/)
  })

  test.each(['', '{', 'null', '[]', '{"events":7}', '{"events":{}}', '{"name":"proj/app","digest":"sha256:1"}'])(
    'the body %j',
    async (body) => {
      await expectRefusal(post(body), 400, /body/)
    },
  )

  test('a body that is not UTF-8', async () => {
    const body = new TextEncoder().encode(envelope(event('robot$x')))
    body[body.indexOf('x'.charCodeAt(0))] = 0xff
    await expectRefusal(post(body), 400, /JSON/)
  })

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp'])('%s', async (contentType) => {
    await expectRefusal(
      post(envelope(), { ...bearer(secret), 'content-type': contentType }),
      415,
      /must be application/,
    )
  })

  test('a compressed body', async () => {
    await expectRefusal(post(envelope(), { ...bearer(secret), 'content-encoding': 'gzip' }), 415, /must be/)
  })

  test('a body of more than a megabyte, also when it does not say so', async () => {
    const large = envelope(event('x'.repeat(1_000_000)))
    await expectRefusal(post(large), 413, /too large/)
    const sent = httpRequest(url, { method: 'POST', headers: { ...bearer(secret), 'transfer-encoding': 'chunked' } })
    const answered = once(sent, 'response')
    sent.end(large)
    const [response] = await answered
    expect(response.statusCode).toBe(413)
    response.resume()
  })

  test.each(['GET', 'PUT', 'DELETE'])('%s', async (method) => {
    const response = await expectRefusal(fetch(url, { method, headers: bearer(secret) }), 405, /method/)
    expect(response.headers.get('allow')).toBe('POST')
  })
})
