import 'server-only'
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { BlockList, isIP } from 'node:net'
import type { RequestSource } from '../../rights/actor'
import { clientOf } from '../../secrets/client-of'
import { env, type TrustedProxies } from '../../env'
import { globalState } from '../../global-state'
import { log, logRequest } from '../../log'
import { countRequest } from '../../metrics/count'
import type { RequestStatus } from '../../metrics/numbers'
import { canonicalAddress } from '../../network-address'
import { withoutSecrets } from '../../secrets/secret'
import { tracing } from '../../tracing/span'
import { doorOf } from './door'
import { securityHeaders, surroundings } from './security-headers'

/**
 * A request as every handler gets it; `path` is without the query. `headers`: what every answer to it has, names and
 * values in turn.
 */
export type Received = { path: string; search: string; source: Required<RequestSource>; headers: readonly string[] }

/** Notes who asks. A target that is no path is left to the caller. */
export function receive(request: IncomingMessage, response: ServerResponse): Received {
  const source = {
    requestId: requestId(request),
    address: clientAddress(request, env().TRUST_PROXY),
    client: clientOf(request.headers['user-agent']),
  }
  tracing()?.describe({ attributes: { 'robot_console.request_id': withoutSecrets(source.requestId) } })
  const target = request.url ?? ''
  const question = target.indexOf('?')
  const path = question < 0 ? target : target.slice(0, question)
  const search = question < 0 ? '' : target.slice(question + 1)
  const isFile = isAsset(path)
  const headers = [...usualHeaders(), 'X-Request-Id', source.requestId]
  if (!isFile) headers.push('Cache-Control', 'no-store')
  logWhenDone(request, response, { path, source, isQuiet: isFile || /^\/(health|live|ready)z$/.test(path) })
  return { path, search, source, headers }
}

type Known = { environment?: object; headers: readonly string[] }

/** Names and values in turn, worked out once for an environment. */
function usualHeaders(): readonly string[] {
  const known = globalState<Known>('usual-headers', () => ({ headers: [] }))
  const environment = env()
  if (known.environment !== environment) {
    known.environment = environment
    known.headers = Object.entries(securityHeaders(surroundings())).flat()
  }
  return known.headers
}

function requestId({ headers }: IncomingMessage): string {
  const given = headers['x-request-id']
  return typeof given === 'string' && /^[\w.:=+/-]{1,128}$/.test(given) ? given : randomUUID()
}

/** Files of the build and of public/. A page under such a name is still kept out of caches, by Next itself. */
const isAsset = (path: string): boolean =>
  path.startsWith('/_next/static/') || /^\/[\w./-]+\.(svg|ico|png|txt|woff2|webmanifest)$/.test(path)

type Logged = { path: string; source: Received['source']; isQuiet: boolean }

/** One line per request, without its query: values in there may be anything. */
function logWhenDone({ method = '' }: IncomingMessage, response: ServerResponse, logged: Logged): void {
  const started = performance.now()
  response.on('close', () => {
    const { path, source, isQuiet } = logged
    countRequest(doorOf(path), response.writableFinished ? classOf(response.statusCode) : 'aborted', started)
    const durationMs = Math.round(performance.now() - started)
    // Before it is cut, which could hide half a secret from what looks for them in every line.
    const shown = path.length > 500 ? withoutSecrets(path).slice(0, 500) : path
    const { requestId: id, address } = source
    const status = response.statusCode
    const line = { requestId: id, address, method, path: shown, status, durationMs }
    logRequest(isQuiet ? 'debug' : 'info', response.writableFinished ? line : { ...line, aborted: true })
  })
}

const classOf = (status: number): RequestStatus => {
  if (status < 300) return '2xx'
  if (status < 400) return '3xx'
  return status < 500 ? '4xx' : '5xx'
}

/**
 * Who sent a request, as far as it can be believed: the peer itself, or what the proxies we trust say of it. Anybody
 * may send an `X-Forwarded-For`, so only what trusted proxies have appended counts, read from the right.
 */
export function clientAddress(request: IncomingMessage, trusted: TrustedProxies): string {
  const peer = canonicalAddress(request.socket.remoteAddress ?? '') ?? ''
  if (trusted.kind === 'none') {
    if (request.headers['x-forwarded-for'] !== undefined) warnOfProxy()
    return peer
  }
  const chain = [...forwardedFor(request), peer]
  if (trusted.kind === 'hops') return chain.at(-1 - trusted.count) ?? chain[0]!
  const proxies = blockList(trusted.networks)
  return chain.findLast((address) => !contains(proxies, address)) ?? chain[0]!
}

/** Up to the nearest entry, seen from us, that is no address: what stands left of it was not written by our proxies. */
function forwardedFor({ headers }: IncomingMessage): string[] {
  const entries = [headers['x-forwarded-for'] ?? []]
    .flat()
    .join(',')
    .split(',')
    .map((entry) => canonicalAddress(entry.trim()))
  return entries.slice(entries.lastIndexOf(null) + 1) as string[]
}

/** Said once: behind a proxy that is not named, all people have one address, and a few wrong passwords slow them all. */
function warnOfProxy(): void {
  const state = globalState('proxy-warning', () => ({ said: false }))
  if (state.said) return
  state.said = true
  log().warn(
    'a request came with X-Forwarded-For, but TRUST_PROXY is 0: if this server is behind a proxy, set TRUST_PROXY, or all who come through it count as one address',
  )
}

function blockList(networks: string[]): BlockList {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', bits] = network.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    list.addSubnet(address, bits === undefined ? (family === 'ipv6' ? 128 : 32) : Number(bits), family)
  }
  return list
}

const contains = (list: BlockList, address: string): boolean =>
  list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
