import 'server-only'
import { createServer } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { db } from '../../store/db'
import { env, forgetAdminPassword } from '../../env'
import { signingKey } from '../../registry/signing-key'
import { waitForSchema } from '../../store/schema-state'
import { startTracing } from '../../tracing/start-tracing'
import { answerBrokenRequests } from '../exchange/broken-requests'
import { errorBody } from '../exchange/error-body'
import type { NextHandler } from '../pages/hand-to-next'
import { handler } from '../handle'
import { ensureFreePorts, listen } from '../exchange/listen'
import { openMetrics } from '../metrics/open-metrics'
import { machinePolicy } from '../exchange/security-headers'
import { leaveOnSignal } from './leave'
import { blame, databaseTrouble } from './start-failure'
import { tell } from './tell'

/** A console that starts at the same moment is ready long before. */
const patienceMs = 60_000

/**
 * The machines' door alone, tokens and API, beside a console on the same database: it has no pages, and it sets
 * nothing up. It waits for a database that is not there yet, and ends with a sentence when there is none, or one of
 * another version.
 */
export async function startTokens(): Promise<void> {
  const { DATABASE_URL, HOST, PORT } = env()
  forgetAdminPassword()
  await ensureFreePorts()
  const stopTracing = await startTracing('tokens')
  await blame(databaseTrouble, () => waitForSchema(DATABASE_URL, announce, patienceMs))
  await blame(databaseTrouble, waitForKey)

  const server = createServer({ keepAliveTimeout: 65_000, headersTimeout: 20_000, requestTimeout: 30_000 })
  answerBrokenRequests(server)
  server.on('request', handler(notHere))
  const metrics = await openMetrics('tokens')
  await listen(server)
  leaveOnSignal([server, metrics], stopTracing)
  tell(`tokens and API ready on http://${HOST}:${PORT}\n`)
}

const announce = (missing: string): void => {
  tell(`waiting for the database: ${missing}\n`)
}

/** The console makes it a moment after the tables. Reading it proves that SECRET_KEY is the console's. */
async function waitForKey(): Promise<void> {
  for (const deadline = Date.now() + patienceMs; (await db().signingKey.count()) === 0; await delay(100)) {
    if (Date.now() > deadline) throw new Error('it holds no signing key: start the console first, which makes it')
  }
  await signingKey()
}

const notHere: NextHandler = async (_, response) => {
  response.setHeader('Content-Security-Policy', machinePolicy)
  response.writeHead(404, { 'Content-Type': 'application/json; charset=utf-8' })
  response.end(errorBody({ status: 404, code: 'NOT_FOUND', message: 'not found' }))
}
