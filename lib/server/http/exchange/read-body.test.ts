import { once } from 'node:events'
import { createServer, request, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { readBody } from './read-body'

test('a request that is gone before anybody looks at its body is not waited for', async () => {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const sent = request({ port: (server.address() as AddressInfo).port, method: 'POST' }).on('error', () => undefined)
  sent.setHeader('content-length', 10)
  sent.flushHeaders()
  const [received] = (await once(server, 'request')) as [IncomingMessage]
  const closed = new Promise((done) => received.once('close', done))
  sent.destroy()
  await closed
  await expect(readBody(received, 100)).rejects.toMatchObject({ status: 400 })
  server.close()
})
