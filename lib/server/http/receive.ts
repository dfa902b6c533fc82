import 'server-only'
import { randomBytes, randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { clientName } from '@/lib/domain/client-name'
import type { RequestSource } from '../actor'
import { env } from '../env'
import { log } from '../log'
import { clientAddress } from './client-address'
import { contentSecurityPolicy, securityHeaders } from './security-headers'

/** A request as every handler gets it; `path` is without the query. */
export type Received = { path: string; search: string; source: Required<RequestSource> }

/** Next speaks to itself in these; from outside they could only be an attempt to skip or redirect its routing. */
const internal =
  /^(x-middleware-|x-invoke-|x-now-|x-vercel-|x-next-|x-prerender-|x-nextjs-(data|postponed)$|x-matched-path$|next-resume)/

/**
 * Notes who asks, removes what only we may say, and puts the headers on the answer that all answers have. A
 * target that is no path is left to the caller.
 */
export function receive(request: IncomingMessage, response: ServerResponse): Received {
  const place = { requestId: requestId(request), address: clientAddress(request, env().TRUST_PROXY) }
  const source = { ...place, client: clientName(request.headers['user-agent']) }
  response.setHeader('X-Request-Id', source.requestId)
  const { external, surroundings } = ownPlace()
  for (const [name, value] of Object.entries(securityHeaders(surroundings))) response.setHeader(name, value)

  const target = request.url ?? ''
  const [path = '', ...rest] = target.split('?')
  const search = rest.join('?')
  logWhenDone(request, response, path, place)

  for (const name of Object.keys(request.headers)) if (internal.test(name)) delete request.headers[name]
  const nonce = randomBytes(16).toString('base64')
  const policy = contentSecurityPolicy(nonce, surroundings)
  response.setHeader('Content-Security-Policy', policy)
  if (!isAsset(path)) response.setHeader('Cache-Control', 'no-store')
  Object.assign(request.headers, {
    // Next compares the Origin of an action with these, and builds its addresses from them.
    host: external.host,
    'x-forwarded-host': external.host,
    'x-forwarded-proto': external.protocol.slice(0, -1),
    'x-forwarded-for': source.address,
    'x-request-id': source.requestId,
    'x-real-client': source.address,
    'x-path': search === '' ? path : target,
    'x-nonce': nonce,
    'content-security-policy': policy,
  })
  delete request.headers['x-forwarded-port']
  delete request.headers['forwarded']
  return { path, search, source }
}

function ownPlace() {
  const external = new URL(env().EXTERNAL_URL)
  return {
    external,
    surroundings: { https: external.protocol === 'https:', development: env().NODE_ENV === 'development' },
  }
}

function requestId({ headers }: IncomingMessage): string {
  const given = headers['x-request-id']
  return typeof given === 'string' && /^[\w.:=+/-]{1,128}$/.test(given) ? given : randomUUID()
}

/** Files of the build and of public/. A page under such a name is still kept out of caches, by Next itself. */
const isAsset = (path: string): boolean =>
  path.startsWith('/_next/static/') || /^\/[\w./-]+\.(svg|ico|png|txt|woff2|webmanifest)$/.test(path)

/** One line per request, without its query: values in there may be anything. */
function logWhenDone({ method }: IncomingMessage, response: ServerResponse, path: string, place: RequestSource): void {
  const started = performance.now()
  response.once('close', () => {
    const durationMs = Math.round(performance.now() - started)
    const line = { ...place, method, path: path.slice(0, 500), status: response.statusCode, durationMs }
    const quiet = path === '/healthz' || isAsset(path)
    log()[quiet ? 'debug' : 'info'](response.writableFinished ? line : { ...line, aborted: true }, 'request')
  })
}
