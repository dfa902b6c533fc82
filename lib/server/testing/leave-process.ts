import 'server-only'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseEnv } from '../env'
import { setGlobalState } from '../global-state'
import { isLeaving } from '../http/endpoints/leaving'
import { leaveOnSignal } from '../http/process/leave'
import { run } from '../http/process/run'

// A process that answers and leaves as the server does, but for the time that kept connections have. Told so, it is busy
// with something else for a while, or answers those who wait.
setGlobalState('env', parseEnv({ LOG_LEVEL: 'silent' }))
const waiting: ServerResponse[] = []
const server = createServer((request, response) => {
  if (request.url !== '/wait') return void response.end('answered')
  waiting.push(response)
  process.send!('waits')
})
// A test that is held up finds its connections kept all the same.
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => process.send!((server.address() as AddressInfo).port))
await run(async () => leaveOnSignal([server], async () => void process.send!({ isLeaving: isLeaving() }), 5_000))
process.on('SIGTERM', () => process.send!('told'))
process.on('message', (order: number | 'answer') => {
  if (order === 'answer') return waiting.forEach((response) => response.end('answered'))
  process.send!('busy')
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, order)
})
