import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { parseEnv } from '../../env'
import { setGlobalState } from '../../global-state'
import { handler } from '../handle'
import { ensureFreePorts } from '../exchange/listen'
import { useDatabase } from '../../testing/database'
import { freePort } from '@/scripts/testing/free-port.mjs'
import { openMetrics } from './open-metrics'

useDatabase()
const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close()
    server.closeAllConnections()
  }
})

async function serve(server: Server): Promise<number> {
  servers.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

const settle = (record: Record<string, string>) =>
  setGlobalState('env', parseEnv({ EXTERNAL_URL: 'https://robots.example.com', LOG_LEVEL: 'silent', ...record }))

test('a port of its own tells the metrics to whoever comes, and nothing else', async () => {
  const port = await freePort()
  settle({ METRICS_PORT: `${port}` })
  servers.push((await openMetrics('tokens'))!)
  const ask = (path: string, method = 'GET') => fetch(`http://127.0.0.1:${port}${path}`, { method })
  const answer = await ask('/metrics?name[]=x')
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store'])
  expect(await answer.text()).toMatch(/^robot_console_build_info\{version="[\d.]+",node="[\d.]+",door="tokens"\} 1$/m)
  for (const path of ['/', '/healthz', '/api/v2.0/ping', '/service/token', '/metrics/', '/__proto__'])
    expect([path, (await ask(path)).status]).toEqual([path, 404])
  expect((await ask('/metrics', 'HEAD')).status).toBe(200)
  const posted = await ask('/metrics', 'POST')
  expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
})

test('where there is a token as well, the port of its own asks for it', async () => {
  const port = await freePort()
  settle({ METRICS_PORT: `${port}`, METRICS_TOKEN: 'a-token-for-prometheus' })
  servers.push((await openMetrics('tokens'))!)
  const ask = async (headers = {}) => {
    const answer = await fetch(`http://127.0.0.1:${port}/metrics`, { headers })
    return [answer.status, answer.headers.get('www-authenticate'), (await answer.text()).includes('robot_console_')]
  }
  const challenge = 'Bearer realm="metrics"'
  expect(await ask()).toEqual([401, challenge, false])
  expect(await ask({ authorization: 'Bearer another-token-of-somebody' })).toEqual([401, challenge, false])
  expect(await ask({ authorization: 'Bearer a-token-for-prometheus' })).toEqual([200, null, true])
})

test.each<[string, Record<string, string>]>([
  ['nothing is set', {}],
  ['there is a port of its own', { METRICS_PORT: '9' }],
])('the one port knows no /metrics where %s', async (_, record) => {
  settle(record)
  const port = await serve(createServer(handler(async (__, response) => void response.writeHead(404).end('of pages'))))
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`)
  expect([answer.status, await answer.text()]).toEqual([404, 'of pages'])
})

test('without either nothing is opened', async () => {
  settle({})
  expect(await openMetrics('console')).toBeNull()
})

test('a port that is taken is told before anything else, by the variable to change', async () => {
  const [main, taken] = [`${await freePort()}`, `${await serve(createServer())}`]
  settle({ PORT: main, METRICS_PORT: taken, METRICS_HOST: '127.0.0.1' })
  await expect(ensureFreePorts()).rejects.toThrow(
    `METRICS_PORT ${taken} on 127.0.0.1 is taken: stop what listens there or choose another.`,
  )
  settle({ PORT: main, METRICS_PORT: `${await freePort()}`, METRICS_HOST: '192.0.2.1' })
  await expect(ensureFreePorts()).rejects.toThrow('METRICS_HOST 192.0.2.1 is no address to listen on here')
  settle({ PORT: main, METRICS_PORT: `${await freePort()}` })
  await ensureFreePorts()
})
