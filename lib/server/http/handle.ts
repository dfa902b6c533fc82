import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { log } from '../log'
import { inRequest } from '../request-context'
import { answerApi, isApiPath } from './api/answer-api'
import { builtFile } from './built-files'
import { certificateEndpoint, jsonWebKeySetEndpoint } from './certificate-endpoint'
import { ApiError, badRequest } from './error-body'
import { handToNext, type NextHandler } from './hand-to-next'
import { healthEndpoint, liveEndpoint, readyEndpoint } from './health-endpoint'
import { limitBody } from './limit-body'
import { notificationsEndpoint } from './notifications-endpoint'
import { introduce, receive } from './receive'
import { pageRefusal } from './page-refusal'
import { protocolRefusal } from './protocol-refusal'
import { answer, dispatch, refuse, type Endpoint } from './respond'
import { tellOutage } from './tell-outage'
import { tokenEndpoint } from './token-endpoint'

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
    void handle(next, request, response).catch((error: unknown) => {
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
  if (path.startsWith('/service/')) return answer(call, refuse(new ApiError(404, 'NOT_FOUND', 'not found')))
  if (isApiPath(path)) return inRequest(response, () => answer(call, answerApi))
  const file = builtFile(call)
  if (file) return answer(call, file)
  const mistake = pageRefusal(call)
  if (mistake) return answer(call, refuse(mistake))
  introduce(request, response, received)
  tellOutage(response)
  await handToNext(next, call)
}

/** A path that everyone behind us can decode. A NUL would make PostgreSQL fail, wherever it ends up. */
function isPlainPath(path: string, search: string): boolean {
  if (!path.startsWith('/') || `${path}?${search}`.includes('%00')) return false
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}
