import 'server-only'
import type { Server } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { flushDenials } from '../rights/record-denial'
import { closeDatabase } from '../store/db'
import { env } from '../env'
import { log } from '../log'
import { flushUses } from '../usage/note-use'

/** A page open in development holds a web socket for its hot reload, which no closing of ours would end. */
const patienceMs = () => (env().NODE_ENV === 'development' ? 500 : 10_000)

/** Ends the process in order at SIGTERM or SIGINT: answers what was asked, then closes; a second signal ends it at once. */
export function leaveOnSignal(server: Server, closeRest: () => Promise<unknown>): void {
  let leaving = false
  const onSignal = () => {
    if (leaving) process.exit(1)
    leaving = true
    void leave(server, closeRest)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, onSignal)
}

/** Not longer: a database that does not answer keeps no process from ending. */
const closingMs = 5_000

async function close(closeRest: () => Promise<unknown>): Promise<void> {
  await closeRest()
  await flushUses('all')
  await flushDenials('all')
  await closeDatabase()
}

async function leave(server: Server, closeRest: () => Promise<unknown>): Promise<void> {
  // A kept-alive connection becomes idle only after its last answer.
  const idle = setInterval(() => server.closeIdleConnections(), 100)
  await new Promise((done) => {
    server.close(done)
    setTimeout(done, patienceMs())
  })
  clearInterval(idle)
  server.closeAllConnections()
  try {
    await Promise.race([close(closeRest), delay(closingMs)])
  } catch (error) {
    log().error({ err: error }, 'the server could not close everything')
  }
  process.exit(0)
}
