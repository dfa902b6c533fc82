import { once } from 'node:events'
import { renameSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { Writable } from 'node:stream'
import pino from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { parseAccessKey } from '@/lib/domain/permissions/access'
import { parseEnv } from '../../env'
import { setGlobalState } from '../../global-state'
import { ensureSigningKey } from '../../registry/signing-key'
import { generateSecret } from '../../secrets/secret'
import { db, disconnect, hotReads, openDatabase } from '../../store/db'
import { testEngine, useDatabase } from '../../testing/database'
import { forgetGuesses } from '../../testing/forget-guesses'
import { makeProject, makeRobot, makeSigner } from '../../testing/make'
import { startProxy } from '../../testing/postgres-proxy'
import { answerBrokenRequests } from '../exchange/broken-requests'
import { handler, maxBodyBytes } from '../handle'
import { maxFormBytes } from './read-form'

const database = useDatabase()

let server: Server
let url = ''
let faults: string[] = []

beforeAll(async () => {
  setGlobalState('env', parseEnv({ EXTERNAL_URL: 'https://robots.example.com' }))
  await ensureSigningKey()
  const stream = new Writable({ write: (line, _, done) => (faults.push(String(line)), done()) })
  setGlobalState('log', pino({ level: 'warn' }, stream))
  server = createServer(handler(async (_, response) => void response.writeHead(404).end()))
  answerBrokenRequests(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/service/token`
})
afterAll(() => void server.close())
beforeEach(async () => {
  faults = []
  await forgetGuesses()
})

const service = 'harbor-registry'
const notLetIn = 'wrong name or secret, or the account is disabled or has expired'
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const post = (body: string | Buffer, headers: Record<string, string> = form) =>
  fetch(url, { method: 'POST', headers, body: body as BodyInit })
const basic = (name: string, secret: string | Buffer) => ({
  authorization: `Basic ${Buffer.concat([Buffer.from(`${name}:`), Buffer.from(secret)]).toString('base64')}`,
})
const grant = (fields: Record<string, string>) =>
  new URLSearchParams({ grant_type: 'password', service, ...fields }).toString()

async function claimsOf(response: Response) {
  expect(response.status).toBe(200)
  const [, claims] = (await response.json()).access_token.split('.')
  return JSON.parse(Buffer.from(claims, 'base64url').toString())
}

async function sentence(response: Response): Promise<string> {
  const { errors } = await response.json()
  expect(errors).toEqual([{ code: expect.stringMatching(/^[A-Z_]+$/), message: expect.stringMatching(/\w+ \w+/) }])
  return errors[0].message
}

async function makePusher() {
  const project = await makeProject()
  const robot = await makeRobot(project, { access: ['repository:pull', 'repository:push'].map(parseAccessKey) })
  return { project, robot, fields: { username: robot.name, password: robot.secret } }
}

describe('POST /service/token', () => {
  test('as containerd asks: several scopes in one field, some of them twice', async () => {
    const { project, robot, fields } = await makePusher()
    const repository = `repository:${project.name}/ctr`
    const scope = `${repository}:pull ${repository}:pull,push repository:nowhere/a:pull`
    const response = await post(grant({ ...fields, scope, client_id: 'containerd-client' }), {
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
    })
    expect(response.status).toBe(200)
    const body = await response.json()
    expect(body).toEqual({
      token: body.access_token,
      access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      scope: `${repository}:pull,push`,
      expires_in: 300,
      issued_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    })
    expect(body).not.toHaveProperty('refresh_token')
    const again = await claimsOf(await post(grant({ ...fields, scope })))
    expect(again).toMatchObject({ sub: robot.name, access: [{ actions: ['pull', 'push'] }, { actions: [] }] })
  })

  test('as helm signs in: no scope', async () => {
    const { robot, fields } = await makePusher()
    const claims = await claimsOf(await post(grant({ ...fields, client_id: 'oras-go', access_type: 'offline' })))
    expect(claims).toMatchObject({ sub: robot.name, access: [] })
  })

  test('gives what GET gives', async () => {
    const { project, robot, fields } = await makePusher()
    const scope = `repository:${project.name}/app:*`
    const asked = new URLSearchParams({ service, scope })
    const got = await claimsOf(await fetch(`${url}?${asked}`, { headers: basic(robot.name, robot.secret) }))
    const posted = await claimsOf(await post(grant({ ...fields, scope })))
    expect([posted.sub, posted.access]).toEqual([got.sub, got.access])
  })

  test('a wrong secret is answered as at GET', async () => {
    const { robot } = await makePusher()
    const wrong = generateSecret()
    const answers = [
      await post(grant({ username: robot.name, password: wrong })),
      await post(grant({ username: 'robot$nobody', password: wrong })),
      await post(grant({ username: '', password: '' })),
      await post(grant({ username: robot.name, password: 'x'.repeat(5_000) })),
      await post(grant({ username: robot.name, password: 'a\0b' })),
      await fetch(`${url}?service=${service}`, { headers: basic(robot.name, wrong) }),
    ]
    for (const answer of answers) {
      expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Basic realm="harbor"'])
      expect(await sentence(answer)).toBe(notLetIn)
    }
  })

  test('a class is part of the scope that was granted', async () => {
    const { project, fields } = await makePusher()
    const scope = `repository(plugin):${project.name}/sshfs:push,pull`
    const response = await post(grant({ ...fields, scope }))
    expect((await response.json()).scope).toBe(`repository(plugin):${project.name}/sshfs:pull,push`)
  })

  test('what nobody uses need not be well encoded', async () => {
    const { robot, fields } = await makePusher()
    const unused = 'account=100%&x=%ff&%zz=1&y%0a=%0d&client_id=%'
    const response = await fetch(`${url}?${unused}&service=${service}`, { headers: basic(robot.name, robot.secret) })
    expect(await claimsOf(response)).toMatchObject({ sub: robot.name })
    expect(await claimsOf(await post(`${unused}&${grant(fields)}`))).toMatchObject({ sub: robot.name })
  })

  test('a refresh token is no good, and is never given', async () => {
    const response = await post(
      new URLSearchParams({ grant_type: 'refresh_token', service, refresh_token: 'x' }).toString(),
    )
    expect(response.status).toBe(401)
    expect(await sentence(response)).toMatch(/refresh tokens are not offered/)
  })

  test('looks at neither the address nor the Authorization header', async () => {
    const { robot, fields } = await makePusher()
    const query = grant(fields)
    const response = await fetch(`${url}?${query}`, {
      method: 'POST',
      headers: { ...form, ...basic(robot.name, robot.secret) },
      body: '',
    })
    expect(response.status).toBe(400)
  })

  test.each<[string, number, string]>([
    ['an empty form', 400, ''],
    ['no grant', 400, `service=${service}&username=a&password=b`],
    ['another grant', 400, `grant_type=authorization_code&service=${service}&code=a`],
    ['a grant twice', 400, `grant_type=password&grant_type=refresh_token&service=${service}&username=a&password=b`],
    ['a password twice', 400, `${grant({ username: 'a', password: 'b' })}&password=c`],
    ['no password', 400, grant({ username: 'robot$a' })],
    ['no user name', 400, grant({ password: 'b' })],
    ['no service', 400, 'grant_type=password&username=a&password=b'],
    ['another service', 400, grant({ username: 'a', password: 'b', service: 'other' })],
    ['a broken escape', 400, `${grant({ username: 'a' })}&password=%zz`],
    ['an escape that is no UTF-8', 400, `${grant({ username: 'a' })}&password=%ff`],
    ['a NUL in the name', 400, grant({ username: 'a\0', password: 'b' })],
    ['a NUL in a scope', 400, grant({ username: 'a', password: 'b', scope: 'repository:a/\0:pull' })],
    ['a NUL as it is', 400, `${grant({ username: 'a', password: 'b' })}&scope=\0`],
    ['too many scopes', 400, grant({ username: 'a', password: 'b', scope: scopes(101) })],
    ['JSON', 415, '{"grant_type":"password"}'],
    ['a form of 64 KiB', 413, grant({ username: 'a', password: 'x'.repeat(maxFormBytes) })],
    ['a form of 1 MB', 413, grant({ username: 'a', password: 'x'.repeat(1_000_000) })],
    ['a form beyond every limit', 413, 'x'.repeat(maxBodyBytes + 1)],
  ])('%s is %i', async (name, status, body) => {
    const response = await post(body, name === 'JSON' ? { 'content-type': 'application/json' } : form)
    expect(response.status).toBe(status)
    await sentence(response)
    expect(faults).toEqual([])
  })

  test.each([
    ['no type', {}],
    ['text', { 'content-type': 'text/plain' }],
    ['files', { 'content-type': 'multipart/form-data; boundary=x' }],
    ['a name that only begins like it', { 'content-type': 'application/x-www-form-urlencodedx' }],
    ['something compressed', { ...form, 'content-encoding': 'gzip' }],
  ])('%s is no form', async (_, headers) => {
    const response = await post(gzipSync(grant({ username: 'a', password: 'b' })), headers)
    expect(response.status).toBe(415)
    expect(await sentence(response)).toMatch(/x-www-form-urlencoded/)
  })

  test('bytes that are no text are no form', async () => {
    const response = await post(Buffer.from([0x61, 0x3d, 0xff, 0xfe]))
    expect([response.status, await sentence(response)]).toEqual([400, 'the form is not correctly encoded'])
  })

  test('a length is not needed, and does not help against the limit', async () => {
    const { robot, fields } = await makePusher()
    const chunked = (body: string) => {
      const stream = new Blob([body]).stream()
      return fetch(url, { method: 'POST', headers: form, body: stream, duplex: 'half' } as RequestInit)
    }
    expect(await claimsOf(await chunked(grant(fields)))).toMatchObject({ sub: robot.name })
    const response = await chunked(grant({ username: 'a', password: 'x'.repeat(500_000) }))
    expect(response.status).toBe(413)
    await sentence(response)
  })
})

function scopes(count: number): string {
  return Array.from({ length: count }, (_, at) => `repository:a/b${at}:pull`).join(' ')
}

describe('users', () => {
  test('sign in with their password at GET and POST, and get what their role gives', async () => {
    const project = await makeProject()
    const user = await makeSigner({ role: 'developer', projectId: project.id })
    const scope = `repository:${project.name}/app:delete`
    const asked = new URLSearchParams({ service, scope })
    const got = await fetch(`${url}?${asked}`, { headers: basic(user.username, user.password) })
    const posted = await post(grant({ username: user.username, password: user.password, scope }))
    for (const response of [got, posted]) {
      expect(await claimsOf(response)).toMatchObject({ sub: user.username, access: [{ actions: ['pull', 'push'] }] })
    }
  })

  test('wrong, unknown and disabled are the answer that robots get, and throttled as signing in is', async () => {
    const [user, disabled] = [await makeSigner(), await makeSigner({ disabled: true })]
    const { robot } = await makePusher()
    const texts = []
    for (const headers of [
      basic(robot.name, generateSecret()),
      basic('nobody', user.password),
      basic(disabled.username, disabled.password),
      ...Array.from({ length: 5 }, (_, at) => basic(user.username, `Wrong-password-${at}`)),
    ]) {
      const response = await fetch(`${url}?service=${service}`, { headers })
      texts.push(`${response.status} ${response.headers.get('www-authenticate')} ${await response.text()}`)
    }
    expect(new Set(texts).size).toBe(1)
    expect(texts[0]).toMatch(new RegExp(`^401 .*${notLetIn}`))
    const response = await fetch(`${url}?service=${service}`, { headers: basic(user.username, user.password) })
    expect(response.status).toBe(429)
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
  })
})

describe('what is hardly a request', () => {
  test.each<[string, Record<string, string>]>([
    ['no base64', { authorization: 'Basic %%%' }],
    ['no colon', { authorization: `Basic ${Buffer.from('robot').toString('base64')}` }],
    ['nothing', { authorization: 'Basic' }],
    ['an empty header', { authorization: '' }],
    ['another scheme', { authorization: 'Bearer a.b.c' }],
    ['a NUL in the name', basic('robot$\0', 'a')],
    ['a NUL in the secret', basic('robot$a', 'a\0b')],
    ['bytes that are no text', basic('robot$a', Buffer.from([0xff, 0xfe]))],
    ['a secret that is too long', basic('robot$a', 'x'.repeat(10_000))],
  ])('Basic with %s is 401', async (_, headers) => {
    const response = await fetch(`${url}?service=${service}&scope=repository:a/b:pull`, { headers })
    expect(response.status).toBe(401)
    expect(await sentence(response)).toBe(notLetIn)
    expect(faults).toEqual([])
  })

  const start = 'GET /service/token?service=harbor-registry'
  test.each<[string, number, () => Buffer]>([
    [
      'a header of 1 MB',
      431,
      () => Buffer.from(`${start} HTTP/1.1\r\nHost: a\r\nX-A: ${'a'.repeat(1_000_000)}\r\n\r\n`),
    ],
    [
      'a Basic of 1 MB',
      431,
      () => Buffer.from(`${start} HTTP/1.1\r\nAuthorization: Basic ${'a'.repeat(1_000_000)}\r\n\r\n`),
    ],
    ['an address of 1 MB', 431, () => Buffer.from(`${start}&x=${'a'.repeat(1_000_000)} HTTP/1.1\r\nHost: a\r\n\r\n`)],
    ['no HTTP', 400, () => Buffer.from('hello\r\n\r\n')],
    ['random bytes', 400, () => Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x00, 0x0d, 0x0a])],
    ['a NUL in a header', 400, () => Buffer.from(`${start} HTTP/1.1\r\nHost: a\r\nX-A: \0\r\n\r\n`)],
    ['a NUL in the address', 400, () => Buffer.from(`${start}\0 HTTP/1.1\r\nHost: a\r\n\r\n`)],
    [
      'two lengths',
      400,
      () => Buffer.from('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'),
    ],
    ['two hosts', 400, () => Buffer.from(`${start} HTTP/1.1\r\nHost: a\r\nhost: b\r\n\r\n`)],
    ['one host twice', 400, () => Buffer.from(`${start} HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n`)],
    ['HTTP/2.0', 505, () => Buffer.from(`${start} HTTP/2.0\r\nHost: a\r\n\r\n`)],
    ['HTTP/0.9', 505, () => Buffer.from(`${start} HTTP/0.9\r\nHost: a\r\n\r\n`)],
    ['the greeting of HTTP/2', 400, () => Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')],
    ['CONNECT', 405, () => Buffer.from('CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n')],
    ['TRACE', 405, () => Buffer.from('TRACE /service/token HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')],
    ['no length but a wrong chunk', 400, () => Buffer.from(chunkedPost('zz\r\nab\r\n'))],
  ])('%s is %i, with a sentence', async (_, status, bytes) => {
    const answer = await exchange(bytes())
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))).toMatchObject({
      errors: [{ message: expect.stringMatching(/\w+ \w+/) }],
    })
    expect((await fetch(`${url}?service=${service}`)).status).toBe(401)
    expect(faults).toEqual([])
  })

  test('HTTP/1.0 is understood', async () => {
    expect(await exchange(Buffer.from(`${start} HTTP/1.0\r\n\r\n`))).toMatch(/^HTTP\/1.1 401 /)
  })

  test('a body that breaks off takes nothing along', async () => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
    const arrived = once(server, 'request')
    socket.write(chunkedPost('5\r\ngrant'))
    const [, response] = await arrived
    const closed = once(response, 'close')
    socket.destroy()
    await closed
    expect((await fetch(`${url}?service=${service}`)).status).toBe(401)
    expect(faults).toEqual([])
  })
})

const chunkedPost = (body: string): string =>
  `POST /service/token HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n${body}`

/** What the server says to these bytes until it closes. */
async function exchange(bytes: Buffer): Promise<string> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  const chunks: Buffer[] = []
  socket.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = once(socket, 'end')
  socket.write(bytes)
  await ended
  socket.destroy()
  return Buffer.concat(chunks).toString()
}

/** Takes the database away from this process; what it returns gives it back, and changes in between `meanwhile`. */
async function takeAway(): Promise<(meanwhile: () => Promise<unknown>) => Promise<void>> {
  if (testEngine === 'sqlite') {
    const file = database().replace('file:', '')
    await hotReads().close()
    renameSync(file, `${file}.away`)
    return async (meanwhile) => {
      renameSync(`${file}.away`, file)
      await meanwhile()
    }
  }
  const direct = db()
  const proxy = await startProxy(database())
  const own = openDatabase(proxy.url)
  setGlobalState('database', own)
  proxy.decide((sent) => (/read-hot|SELECT 'settings'/.test(sent) ? 'cut' : 'on'))
  return async (meanwhile) => {
    setGlobalState('database', direct)
    await meanwhile()
    await disconnect(own)
    await proxy.close()
  }
}

test('a database that is gone is 503 for each of a batch, and what was known before it went lets nobody in after', async () => {
  const { project, robot } = await makePusher()
  const asked = () => fetch(`${url}?service=${service}&scope=repository:${project.name}/a:pull`, { headers })
  const headers = basic(robot.name, robot.secret)
  expect((await asked()).status).toBe(200)
  const giveBack = await takeAway()
  const answers = await Promise.all(Array.from({ length: 20 }, asked))
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(503))
  expect(answers.every((each) => each.headers.has('retry-after'))).toBe(true)
  await giveBack(() => db().robot.update({ where: { id: robot.id }, data: { disabled: true } }))
  expect((await asked()).status).toBe(401)
})
