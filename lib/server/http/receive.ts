import 'server-only'
import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RequestSource } from '../rights/actor'
import { clientOf } from '../secrets/client-of'
import { env } from '../env'
import { globalState } from '../global-state'
import { accessLog } from '../log'
import { withoutSecrets } from '../secrets/secret'
import { clientAddress } from './client-address'
import { contentSecurityPolicy, securityHeaders } from './security-headers'

/**
 * A request as every handler gets it; `path` is without the query. `headers`: what every answer to it has, names and
 * values in turn.
 */
export type Received = { path: string; search: string; source: Required<RequestSource>; headers: readonly string[] }

/** Next speaks to itself in these; from outside they could only be an attempt to skip or redirect its routing. */
const internal =
  /^(x-middleware-|x-invoke-|x-now-|x-vercel-|x-next-|x-prerender-|x-nextjs-(data|postponed)$|x-matched-path$|next-resume)/

/** Notes who asks. A target that is no path is left to the caller. */
export function receive(request: IncomingMessage, response: ServerResponse): Received {
  const asker = { requestId: requestId(request), address: clientAddress(request, env().TRUST_PROXY) }
  const target = request.url ?? ''
  const question = target.indexOf('?')
  const [path, search] = question < 0 ? [target, ''] : [target.slice(0, question), target.slice(question + 1)]
  const headers = [...place().headers, 'X-Request-Id', asker.requestId]
  if (!isAsset(path)) headers.push('Cache-Control', 'no-store')
  logWhenDone(request, response, path, asker)
  const source = { ...asker, client: clientOf(request.headers['user-agent']) }
  return { path, search, source, headers }
}

/**
 * Removes from a request what only we may say, and says it: for Next, which is asked nothing before. Its answer gets
 * the headers that every answer has.
 */
export function introduce(
  request: IncomingMessage,
  response: ServerResponse,
  { path, search, source, headers }: Received,
): void {
  for (let at = 0; at < headers.length; at += 2) response.setHeader(headers[at]!, headers[at + 1]!)
  for (const name of Object.keys(request.headers)) if (internal.test(name)) delete request.headers[name]
  const { external, surroundings } = place()
  const nonce = randomBytes(16).toString('base64')
  const policy = contentSecurityPolicy(nonce, surroundings)
  response.setHeader('Content-Security-Policy', policy)
  response.setHeader('X-Build', place().build)
  Object.assign(request.headers, {
    // Next compares the Origin of an action with these, and builds its addresses from them.
    host: external.host,
    'x-forwarded-host': external.host,
    'x-forwarded-proto': external.protocol.slice(0, -1),
    'x-forwarded-for': source.address,
    'x-request-id': source.requestId,
    'x-real-client': source.address,
    'x-path': search === '' ? path : (request.url ?? ''),
    'x-nonce': nonce,
    'content-security-policy': policy,
  })
  delete request.headers['x-forwarded-port']
  delete request.headers['forwarded']
}

type Place = {
  environment: object
  external: URL
  surroundings: { https: boolean; development: boolean }
  headers: readonly string[]
  /** Pages of another build than this load themselves anew. */
  build: string
}

/** Worked out once for an environment. */
function place(): Place {
  const state = globalState<{ known?: Place }>('place', () => ({}))
  const environment = env()
  if (state.known?.environment === environment) return state.known
  const external = new URL(environment.EXTERNAL_URL)
  const surroundings = { https: external.protocol === 'https:', development: environment.NODE_ENV === 'development' }
  return (state.known = {
    environment,
    external,
    surroundings,
    build: existsSync('.next/BUILD_ID') ? readFileSync('.next/BUILD_ID', 'utf8') : '',
    headers: Object.entries(securityHeaders(surroundings)).flat(),
  })
}

function requestId({ headers }: IncomingMessage): string {
  const given = headers['x-request-id']
  return typeof given === 'string' && /^[\w.:=+/-]{1,128}$/.test(given) ? given : randomUUID()
}

/** Files of the build and of public/. A page under such a name is still kept out of caches, by Next itself. */
const isAsset = (path: string): boolean =>
  path.startsWith('/_next/static/') || /^\/[\w./-]+\.(svg|ico|png|txt|woff2|webmanifest)$/.test(path)

/** One line per request, without its query: values in there may be anything. */
function logWhenDone({ method }: IncomingMessage, response: ServerResponse, path: string, asker: RequestSource): void {
  const started = performance.now()
  response.once('close', () => {
    const durationMs = Math.round(performance.now() - started)
    // Before it is cut, which could hide half a secret from what looks for them in every line.
    const shown = path.length > 500 ? withoutSecrets(path).slice(0, 500) : path
    const line = { ...asker, method, path: shown, status: response.statusCode, durationMs }
    const quiet = /^\/(health|live|ready)z$/.test(path) || isAsset(path)
    accessLog()[quiet ? 'debug' : 'info'](response.writableFinished ? line : { ...line, aborted: true }, 'request')
  })
}
