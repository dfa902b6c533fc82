import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { log } from '../log'
import { answerApi, isApiPath } from './api/answer-api'
import { certificateEndpoint, jsonWebKeySetEndpoint } from './certificate-endpoint'
import { healthEndpoint } from './health-endpoint'
import { limitBody } from './limit-body'
import { notificationsEndpoint } from './notifications-endpoint'
import { introduce, receive } from './receive'
import { answer, dispatch, refuse, type Endpoint } from './respond'
import { tokenEndpoint } from './token-endpoint'

export type NextHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

const endpoints: Record<string, Endpoint> = {
  '/service/token': tokenEndpoint,
  '/service/token-bundle.pem': certificateEndpoint,
  '/service/jwks.json': jsonWebKeySetEndpoint,
  '/service/notifications': notificationsEndpoint,
  '/healthz': healthEndpoint,
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
  if (!isPlainPath(path, search))
    return answer(call, refuse(400, 'BAD_REQUEST', 'the address is not correctly encoded'))
  if (limitBody(request) === 'too-large') {
    response.setHeader('Connection', 'close')
    return answer(call, refuse(413, 'REQUEST_ENTITY_TOO_LARGE', 'the request body is too large'))
  }
  if (Object.hasOwn(endpoints, path)) return answer(call, dispatch(endpoints[path]!, call))
  if (path.startsWith('/service/')) return answer(call, refuse(404, 'NOT_FOUND', 'not found'))
  if (isApiPath(path)) return answer(call, answerApi)
  introduce(request, response, received)
  await next(request, response)
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
