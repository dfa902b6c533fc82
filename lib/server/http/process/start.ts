import 'server-only'
import { mkdirSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import path from 'node:path'
import { bootstrap, firstStartNotice } from '../../users/bootstrap'
import { applyFrameworkEnv, env, forgetAdminPassword } from '../../env'
import { migrate } from '../../store/migrate'
import { log } from '../../log'
import { startJobs } from '../../jobs/start'
import { exportKeysForRegistries } from '../../registry/export-keys'
import { realmWarnings } from '../../registry/realm-warnings'
import { ensureSigningKey } from '../../registry/signing-key'
import { inRequest } from '../../request-context'
import { derivedKey } from '../../secrets/secret-key'
import { startTracing } from '../../tracing/start-tracing'
import { answerBrokenRequests } from '../exchange/broken-requests'
import { handler } from '../handle'
import { ensureFreePorts, listen } from '../exchange/listen'
import { openMetrics } from '../metrics/open-metrics'
import { leaveOnSignal } from './leave'
import { blame, databaseTrouble } from './start-failure'
import { tell } from './tell'

/** Brings the server up in the order in which things can go wrong, so that nothing is half started. */
export async function start(): Promise<void> {
  const { DATA_DIR, DATABASE_URL, EXTERNAL_URL } = env()
  await ensureFreePorts()
  await blame(
    (cause) => `DATA_DIR: the folder ${DATA_DIR} cannot be used (${cause}).`,
    async () => {
      makeFolder(DATA_DIR)
      applyFrameworkEnv(derivedKey)
    },
  )
  const stopTracing = await startTracing('console')
  await blame(databaseTrouble, () => migrate(DATABASE_URL))
  await blame(databaseTrouble, firstStart)
  forgetAdminPassword()
  await blame(databaseTrouble, ensureSigningKey)
  await exportKeysForRegistries()
  for (const sentence of realmWarnings(env())) log().warn(sentence)

  // Headers must arrive within the time a whole request has.
  const server = createServer({ keepAliveTimeout: 65_000, headersTimeout: 20_000, requestTimeout: 30_000 })
  const app = await startNext(server)
  answerBrokenRequests(server)
  const answer = handler(app.getRequestHandler())
  server.on('request', (request, response) => inRequest(response, () => answer(request, response)))
  const metrics = await openMetrics('console')
  await listen(server)
  const jobs = startJobs()
  leaveOnSignal([server, metrics], () => Promise.all([jobs.stop(), app.close(), stopTracing()]))
  tell(`ready on ${EXTERNAL_URL}\n`)
}

/** One level at a time: Node's own recursion never ends where the system denies a folder as "no such file" (/proc). */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return
  if (path.dirname(folder) !== folder) makeFolder(path.dirname(folder))
  mkdirSync(folder, { mode: 0o700 })
}

async function firstStart(): Promise<void> {
  const made = await bootstrap()
  if (made.kind === 'nothing' || made.password === null) return
  tell(firstStartNotice({ username: made.username, password: made.password }))
}

async function startNext(server: Server) {
  // Only now: Next reads the environment that was completed above as it loads.
  const { default: next } = await import('next')
  const { HOST, PORT, NODE_ENV } = env()
  const dev = NODE_ENV === 'development'
  // Next listens for upgrades on the server it is given, for its hot reload. In production nothing here is upgraded,
  // so it gets one that never listens, and ours treats such requests as any other.
  const httpServer = dev ? server : createServer()
  const app = next({ dev, dir: process.cwd(), hostname: HOST, port: PORT, httpServer })
  await app.prepare()
  return app
}
