import 'server-only'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setClock } from '../clock'
import { parseEnv } from '../env'
import { setGlobalState } from '../global-state'
import { handler } from '../http/handle'
import { openDatabase } from '../store/db'

// For a test that kills it: answers at the token endpoint, by a clock that it is told. Argument: the database.
export type ClockOrder = { id: number; clock: { stopped: number } | { ahead: number } }

setGlobalState('env', parseEnv({ LOG_LEVEL: 'silent' }))
setGlobalState('secret-key', { master: 'the secret key of the tests' })
setGlobalState('database', openDatabase(process.argv[2]!))

const server = createServer(handler(async (_, response) => void response.writeHead(501).end()))
process.on('message', ({ id, clock }: ClockOrder) => {
  setClock(() => new Date('stopped' in clock ? clock.stopped : Date.now() + clock.ahead))
  process.send!(id)
})
process.on('disconnect', () => process.exit(0))
server.listen(0, '127.0.0.1', () => process.send!((server.address() as AddressInfo).port))
