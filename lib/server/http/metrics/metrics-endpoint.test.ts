import { Writable } from 'node:stream'
import pino from 'pino'
import { beforeAll, expect, test } from 'vitest'
import { setGlobalState } from '../../global-state'
import { ensureSigningKey } from '../../registry/signing-key'
import { callPath, useApi } from '../../testing/api'
import { useDatabase } from '../../testing/database'
import { forgetNumbers } from '../../testing/scrape'
import { prepareExposition } from './exposition'

const token = 'a-token-for-prometheus'
useDatabase()
useApi({ METRICS_TOKEN: token })
beforeAll(async () => {
  await ensureSigningKey()
  await prepareExposition('console')
  forgetNumbers()
})

const scrape = (authorization?: string, method = 'GET') =>
  callPath(method, '/metrics', { headers: authorization === undefined ? {} : { authorization } })

test('who has the token is told the metrics, in the form of Prometheus, kept nowhere', async () => {
  const { status, headers, text } = await scrape(`Bearer ${token}`)
  expect(status).toBe(200)
  expect(headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
  expect(headers.get('cache-control')).toBe('no-store')
  expect(text).toContain('\nrobot_console_database_up 1\n')
  const head = await scrape(`Bearer ${token}`, 'HEAD')
  expect([head.status, head.text]).toEqual([200, ''])
})

test.each([undefined, `Bearer ${token}x`, `Basic ${btoa(`prometheus:${token}`)}`, 'Bearer'])(
  '401 without it: %s',
  async (authorization) => {
    const { status, headers, text } = await scrape(authorization)
    expect([status, headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="metrics"'])
    expect(text).not.toContain('robot_console')
  },
)

test('no line of the log has a token, a right one or a wrong', async () => {
  let written = ''
  const stream = new Writable({ write: (line, _, done) => ((written += String(line)), done()) })
  setGlobalState('log', pino({ level: 'trace' }, stream))
  await scrape(`Bearer ${token}`)
  await scrape('Bearer one-that-is-not-right')
  expect(written.match(/"path":"\/metrics"/g)).toHaveLength(2)
  expect(written).not.toMatch(/a-token|one-that/)
})

test('only GET and HEAD', async () => {
  const { status, headers } = await scrape(`Bearer ${token}`, 'POST')
  expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD'])
})
