import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import path from 'node:path'
import { createClient } from '@libsql/client'
import { expect, test, unique } from './fixtures'
import type { TestServer } from './server'
import { openAccountMenu } from './verbs'

// What anybody may send is answered with the sender's mistake, does nothing, and leaves lines of JSON alone.
type Sent = { method?: string; path: string; headers?: Record<string, string>; body?: string | Buffer }

async function send({ url }: TestServer, { method = 'GET', path: target, headers = {}, body }: Sent) {
  const { hostname, port } = new URL(url)
  const sent = httpRequest({ hostname, port, method, path: target, headers: { ...headers, connection: 'close' } })
  const answered = once(sent, 'response')
  sent.end(body)
  const [response] = await answered
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk as Buffer)
  return { status: response.statusCode as number, headers: response.headers, text: Buffer.concat(chunks).toString() }
}

/** Sends all of them and expects what each of them deserves; then, that the log has nothing but its usual lines. */
async function expectStatuses(server: TestServer, cases: [status: number, sent: Sent][]) {
  const from = server.log().length
  const answers = []
  for (const [, sent] of cases) answers.push([(await send(server, sent)).status, sent])
  expect(answers).toEqual(cases)
  await caughtUp(server)
  expectJsonLines(server.log().slice(from))
}

/** Waits until the log has the line of a request that came after all others. */
async function caughtUp(server: TestServer) {
  const last = `/${unique('last')}`
  await send(server, { path: last })
  await expect.poll(() => server.log()).toContain(`"path":"${last}"`)
}

/** Of lines that are no JSON there are none; nothing is a fault of ours, but that too much came a minute before is told. */
function expectJsonLines(log: string) {
  const lines = log
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { level: number; msg: string })
  const faults = lines.filter(({ level, msg }) => level > 30 && !msg.startsWith('more was printed in a minute'))
  expect(faults).toEqual([])
}

const pages = ['/', '/sign-in', '/projects', '/projects/library/robots', '/nowhere']
const files = ['/favicon.svg', '/_next/static/nothing.js', '/healthz', '/service/token']
const routes = ['/api/v2.0/ping', '/api/v2.0/robots', '/api/auth/csrf', '/c/login', '/c/log_out']

test('methods that a place does not have', async ({ server }) => {
  const all = [...pages, ...files, ...routes].map((at): [number, Sent] => [405, { method: 'TRACE', path: at }])
  const some = ['PUT', 'DELETE', 'OPTIONS', 'PROPFIND'].flatMap((method) =>
    [...pages, '/favicon.svg'].map((at): [number, Sent] => [405, { method, path: at }]),
  )
  await expectStatuses(server, [...all, ...some, [405, { method: 'POST', path: '/favicon.svg' }]])
})

test('headers that Next cannot read, or fails at', async ({ server }) => {
  const states = ['x', '%', '%ff', '{}', '["",{"a":1}]', `["${'a'.repeat(9_000)}`]
  const trees = pages.flatMap((at) =>
    states.map((state): [number, Sent] => [400, { path: at, headers: { rsc: '1', 'next-router-state-tree': state } }]),
  )
  const conditions = { 'if-match': '"x"', 'if-unmodified-since': 'Thu, 01 Jan 1970 00:00:00 GMT' }
  await expectStatuses(server, [
    ...trees,
    [200, { path: '/favicon.svg', headers: conditions }],
    [404, { path: '/_global-error' }],
    [
      200,
      {
        path: '/sign-in?page=1e999&from=%ff%',
        headers: { cookie: 'sid=%E0%A4%A; tz=%; theme="', 'accept-language': '*;q=x,%' },
      },
    ],
  ])
})

test('a callback address that next-auth cannot read: nothing is made, whatever the password', async ({
  server,
  seed,
}) => {
  const username = unique('user')
  const password = 'Right-password-1'
  await seed.user({ username, password })
  // This user's alone: what others were refused is written down a moment later.
  const made = async () => {
    const client = createClient({ url: `file:${path.join(server.env.DATA_DIR!, 'robots.db')}` })
    const count = async (sql: string) => Number((await client.execute({ sql, args: [username] })).rows[0]![0])
    const counts = [
      await count('SELECT count(*) FROM "Session" JOIN "User" ON "User"."id" = "userId" WHERE "username" = ?'),
      await count('SELECT count(*) FROM "AuditEvent" WHERE "resource" = ?'),
    ]
    client.close()
    return counts
  }
  const csrf = await send(server, { path: '/api/auth/csrf' })
  const { csrfToken } = JSON.parse(csrf.text) as { csrfToken: string }
  const cookie = (csrf.headers['set-cookie'] as string[])
    .map((each) => each.split(';')[0]!)
    .filter((each) => each.startsWith('auth-csrf='))
    .join('; ')
  const credentials = '/api/auth/callback/credentials'
  const form = 'application/x-www-form-urlencoded'
  const post = (more: string, headers: Record<string, string> = {}, type = form): Sent => ({
    method: 'POST',
    path: credentials,
    headers: { origin: server.url, cookie, 'content-type': type, ...headers },
    body: `${new URLSearchParams({ csrfToken, username, password, json: 'true' })}${more}`,
  })
  const bad = ['x', '@x', '\\\\x', 'http://', 'javascript:1', '/\n/x', '/\r\n/x', '/\u4e2d', ' /x'].map(
    encodeURIComponent,
  )
  const before = await made()
  await expectStatuses(server, [
    ...bad.map((url): [number, Sent] => [400, { path: `/api/auth/csrf?callbackUrl=${url}` }]),
    ...bad.map((url): [number, Sent] => [400, { path: '/api/auth/csrf', headers: { cookie: `auth-callback=${url}` } }]),
    ...bad.map((url): [number, Sent] => [400, post(`&callbackUrl=${url}`)]),
    ...bad.map((url): [number, Sent] => [400, post('', { cookie: `${cookie}; auth-callback=${url}` })]),
    [400, post('', {}, 'application/json')],
    [400, post('', {}, 'multipart/form-data')],
    [400, post('', {}, 'text/plain')],
  ])
  expect(await made()).toEqual(before)

  const healed = await send(server, { path: '/api/auth/csrf', headers: { cookie: 'auth-callback=@x' } })
  expect(healed.headers['set-cookie']).toEqual([expect.stringMatching(/^auth-callback=; .*Max-Age=0/)])
  // An address that can be read is none of our concern, be it another console's on this host.
  const elsewhere = { cookie: `${cookie}; auth-callback=${encodeURIComponent('http://127.0.0.1:1')}` }
  await expectStatuses(server, [[200, post('&callbackUrl=https%3A%2F%2Fevil.example', elsewhere)]])
  expect(await made()).toEqual([before[0]! + 1, before[1]! + 1])
})

test.describe('server actions', () => {
  test.use({ viewer: 'projectAdmin' })

  test('from elsewhere are 403, with a body that cannot be read 400; nothing is done', async ({
    page,
    server,
    context,
    allowErrors,
  }) => {
    allowErrors(/Failed to fetch|ERR_FAILED/)
    const kept = page.waitForRequest((sent) => sent.method() === 'POST')
    await page.goto('/projects')
    await page.route('**/*', (route, sent) => (sent.method() === 'POST' ? route.abort() : route.continue()))
    await openAccountMenu(page)
    await page.getByRole('menuitem', { name: 'Log out', exact: true }).click()
    const action = (await kept).headers()['next-action']!
    const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
    const post = (headers: Record<string, string>, body: string | Buffer = '[]'): Sent => ({
      method: 'POST',
      path: '/projects',
      headers: {
        cookie,
        origin: server.url,
        'next-action': action,
        'content-type': 'text/plain;charset=UTF-8',
        ...headers,
      },
      body,
    })
    const multipart = 'multipart/form-data; boundary=x'
    const part = (name: string, value: string) =>
      `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
    const origins = [
      'null',
      '',
      'x',
      'http://[',
      'https://evil.example',
      'http://127.0.0.1:1',
      server.url.toUpperCase(),
    ]
    const bodies = ['', '{', '["$1"]', '["$nx"]', '["$B1"]', '[-]', '['.repeat(3_000), '["$1:__proto__:a"]']
    await expectStatuses(server, [
      ...origins.map((origin): [number, Sent] => [403, post({ origin })]),
      ...bodies.map((body): [number, Sent] => [400, post({}, body)]),
      [400, post({}, Buffer.from([0xff, 0xfe]))],
      [400, post({}, JSON.stringify(Array(2_000).fill(1)))],
      [400, post({ 'content-type': 'multipart/form-data' }, part('0', '[]'))],
      [400, post({ 'content-type': 'multipart/form-data; boundary=' }, part('0', '[]'))],
      [400, post({ 'content-type': 'multipart/form-datax; boundary=x' }, `${part('0', '[]')}--x--`)],
      [400, post({ 'content-type': multipart }, part('0', '[]'))],
      [400, post({ 'content-type': multipart }, `${part('0', '{')}--x--`)],
      [400, post({ 'next-action': 'x' })],
      [409, post({ 'next-action': '0'.repeat(42) })],
      [
        415,
        {
          ...post({}),
          path: '/sign-in',
          headers: { 'content-type': multipart },
          body: `${part('$ACTION_ID_x', '')}--x--`,
        },
      ],
      [200, { path: '/projects', headers: { cookie } }],
    ])
  })
})

test('a stranger cannot fill the log', async ({ server }) => {
  const from = server.log().length
  const sent: Sent = {
    method: 'POST',
    path: '/sign-in',
    headers: { origin: server.url, 'next-action': '0'.repeat(42), 'content-type': 'text/plain' },
    body: '[]',
  }
  // More than twice as many as a minute takes: another minute may begin meanwhile.
  for (let time = 0; time < 140; time++) expect((await send(server, sent)).status).toBe(409)
  const printed =
    server
      .log()
      .slice(from)
      .match(/"printed":true/g) ?? []
  expect(printed.length).toBeLessThanOrEqual(120)
  expectJsonLines(server.log().slice(from))
})

test('from the moment it is ready a server prints nothing but JSON', ({ server }) => {
  const [start = '', ready, ...lines] = server.log().split(/^(ready on .*)\n/m)
  expect(ready).toMatch(/^ready on http:/)
  for (const line of [...start.split('\n'), ...lines.join('').split('\n')].filter((each) => each !== '')) {
    expect(JSON.parse(line)).toMatchObject({ level: expect.any(Number), time: expect.any(String) })
  }
})
