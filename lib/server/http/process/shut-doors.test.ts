import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { shutting } from './shut-doors'

test('whoever comes before a load balancer can have found out is answered, and told to come back elsewhere', async () => {
  const server = createServer((_, response) => void response.end('answered')).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const isShut = shutting([server])({ answerMs: 10_000, idleMs: 0, quietMs: 500 })
  for (let turns = 0; turns < 10; turns++) await turn()
  const [response] = await once(request({ port, host: '127.0.0.1', agent: false }).end(), 'response')
  expect([response.headers.connection, (await response.setEncoding('utf8').toArray()).join('')]).toEqual([
    'close',
    'answered',
  ])
  await isShut
  await expect(once(request({ port, host: '127.0.0.1', agent: false }).end(), 'response')).rejects.toThrow(
    'ECONNREFUSED',
  )
})
