import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { log } from '../log'
import { inRequest } from '../request-context'
import { answerApi } from './api/answer-api'
import { isApiPath } from './exchange/is-api-path'
import { builtFile } from './pages/built-files'
import { certificateEndpoint, jsonWebKeySetEndpoint } from './endpoints/certificate-endpoint'
import { ApiError, badRequest } from './exchange/error-body'
import { handToNext, type NextHandler } from './pages/hand-to-next'
import { healthEndpoint, liveEndpoint, readyEndpoint } from './endpoints/health-endpoint'
import { isMetricsPath, metricsEndpoint } from './metrics/metrics-endpoint'
import { notificationsEndpoint } from './endpoints/notifications-endpoint'
import { receive } from './exchange/receive'
import { pageRefusal } from './pages/page-refusal'
import { answer, dispatch, refuse, type Endpoint } from './exchange/respond'
import { tellOutage } from './pages/tell-outage'
import { tokenEndpoint } from './endpoints/token-endpoint'
import { traceRequest } from './exchange/trace-request'

const endpoints: Record<string, Endpoint | (() => Endpoint)> = {
  '/service/token': tokenEndpoint,
  '/service/token-bundle.pem': certificateEndpoint,
  '/service/jwks.json': jsonWebKeySetEndpoint,
  '/service/notifications': notificationsEndpoint,
  '/healthz': healthEndpoint,
  '/livez': liveEndpoint,
  '/readyz': readyEndpoint,
}

/** Answers the machines' paths itself and hands everything else to Next. Never throws, never rejects. */
export const handler =
  (next: NextHandler) =>
  (request: IncomingMessage, response: ServerResponse): void => {
    void traceRequest(request, response, () => handle(next, request, response)).catch((error: unknown) => {
      log().error({ err: error }, 'a request failed')
      response.destroy()
    })
  }

async function handle(next: NextHandler, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const received = receive(request, response)
  const call = { request, response, received }
  const { path, search } = received
  const refusal = protocolRefusal(request)
  if (refusal) {
    response.setHeader('Connection', 'close')
    return answer(call, refuse(refusal))
  }
  if (!isPlainPath(path, search)) return answer(call, refuse(badRequest('the address is not correctly encoded')))
  if (limitBody(request) === 'too-large') {
    response.setHeader('Connection', 'close')
    return answer(call, refuse(new ApiError(413, 'REQUEST_ENTITY_TOO_LARGE', 'the request body is too large')))
  }
  if (Object.hasOwn(endpoints, path)) {
    const endpoint = endpoints[path]!
    return answer(call, dispatch(typeof endpoint === 'function' ? endpoint() : endpoint, call))
  }
  if (isMetricsPath(path)) return answer(call, dispatch(metricsEndpoint, call))
  if (path.startsWith('/service/')) return answer(call, refuse(new ApiError(404, 'NOT_FOUND', 'not found')))
  if (isApiPath(path)) return inRequest(response, () => answer(call, answerApi))
  const file = builtFile(call)
  if (file) return answer(call, file)
  const mistake = pageRefusal(call)
  if (mistake) return answer(call, refuse(mistake))
  tellOutage(response)
  await handToNext(next, call)
}

/** A path that everyone behind us can decode. A NUL would make PostgreSQL fail, wherever it ends up. */
function isPlainPath(path: string, search: string): boolean {
  if (!path.startsWith('/') || path.includes('%00') || search.includes('%00')) return false
  if (!path.includes('%')) return true
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}

/** Why a request is none of ours to understand, though Node's parser takes it; null when it is fine. */
function protocolRefusal({ httpVersionMajor, httpVersion, rawHeaders }: IncomingMessage): ApiError | null {
  if (httpVersionMajor !== 1) {
    return new ApiError(505, 'HTTP_VERSION_NOT_SUPPORTED', `HTTP/${httpVersion} is not spoken here, only HTTP/1.1`)
  }
  // Whoever stands before us may have looked at the other one (RFC 9112, 3.2).
  return isThereTwice(rawHeaders, 'host') ? badRequest('the header Host is there more than once') : null
}

function isThereTwice(rawHeaders: string[], wanted: string): boolean {
  let count = 0
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]!
    if (name.length === wanted.length && name.toLowerCase() === wanted) count++
  }
  return count > 1
}

/** Above the 1 MB that server actions take, so that theirs is the answer in between. */
export const maxBodyBytes = 1_200_000

/**
 * Ends a request whose body grows beyond the limit, however it is sent. Returns whether its length already says so.
 * Counting in `push`, where the parser hands over the body, leaves the stream as it is for whoever reads it.
 */
function limitBody(request: IncomingMessage): 'fits' | 'too-large' {
  // Without one of these there is no body to come.
  if (!request.headers['content-length'] && !request.headers['transfer-encoding']) return 'fits'
  if (Number(request.headers['content-length'] ?? 0) > maxBodyBytes) return 'too-large'
  let received = 0
  const push = request.push.bind(request)
  request.push = (chunk: Buffer | null, encoding) => {
    received += chunk?.length ?? 0
    if (received <= maxBodyBytes) return push(chunk, encoding)
    request.destroy(new Error('the body is too large'))
    return false
  }
  return 'fits'
}
