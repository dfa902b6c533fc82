import { renameSync } from 'node:fs'
import path from 'node:path'
import Connection from 'libsql'
import { askToken } from './ask-token'
import { expect, test } from './fixtures'

type Answer = { status: number; retryAfter: string | null; seconds: number }

test('a file that another process writes to, or that was moved away: what cannot be done is 503, the rest goes on', async ({
  server,
  seed,
}) => {
  const robot = await seed.systemRobot({
    name: 'maker',
    systemAccess: [],
    projects: { library: ['robot:create', 'robot:list', 'repository:pull'] },
  })
  const authorization = `Basic ${Buffer.from(`${robot.name}:${robot.secret}`).toString('base64')}`
  const ask = async (address: string, body?: object): Promise<Answer> => {
    const start = performance.now()
    const init = body && { method: 'POST', body: JSON.stringify(body) }
    const headers = { authorization, 'content-type': 'application/json' }
    const response = await fetch(server.url + address, { ...init, headers })
    await response.text()
    const seconds = (performance.now() - start) / 1000
    return { status: response.status, retryAfter: response.headers.get('retry-after'), seconds }
  }
  const create = (name: string) => {
    const permissions = [
      { kind: 'project', namespace: 'library', access: [{ resource: 'repository', action: 'pull' }] },
    ]
    return ask('/api/v2.0/robots', { name, level: 'project', duration: 30, permissions })
  }
  const reads = ['/healthz', '/readyz', '/sign-in', '/api/v2.0/robots?q=Level%3Dproject%2CProjectID%3D1']
  const file = path.join(server.env.DATA_DIR!, 'robots.db')
  // A page is slow the first time.
  for (const address of reads) await ask(address)

  // It may come while the server writes.
  const other = new Connection(file, { timeout: 5_000 })
  other.exec('BEGIN IMMEDIATE')
  const refused = Promise.all([create('one'), create('two'), create('three')])
  for (let time = 0; time < 3; time++) {
    for (const address of reads) {
      const { status, seconds } = await ask(address)
      expect([address, status]).toEqual([address, 200])
      expect(seconds, address).toBeLessThan(3)
    }
    expect((await askToken(server.url, robot, 'library/app')).status).toBe(200)
  }
  for (const { status, retryAfter, seconds } of await refused) {
    expect([status, retryAfter]).toEqual([503, '5'])
    expect(seconds).toBeLessThan(8)
  }
  const waiting = create('later')
  await ask('/healthz')
  other.exec('ROLLBACK')
  other.close()
  expect((await waiting).status).toBe(201)

  renameSync(file, `${file}.away`)
  expect(await ask('/healthz')).toMatchObject({ status: 503 })
  expect(await ask('/readyz')).toMatchObject({ status: 503 })
  expect(await ask('/livez')).toMatchObject({ status: 200 })
  expect(await create('lost')).toMatchObject({ status: 503, retryAfter: '5' })
  expect((await askToken(server.url, robot, 'library/app')).status).toBe(200)
  await expect.poll(() => server.log()).toMatch(/removed or replaced while the server runs/)

  renameSync(`${file}.away`, file)
  expect(await ask('/readyz')).toMatchObject({ status: 200 })
  expect(await create('kept')).toMatchObject({ status: 201 })
  expect(await ask('/api/v2.0/robots?q=Level%3Dproject%2CProjectID%3D1%2Cname%3Dlost')).toMatchObject({ status: 200 })
})
