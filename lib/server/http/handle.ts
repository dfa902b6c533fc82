import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { log } from '../log'
import { certificateEndpoint } from './certificate-endpoint'
import { healthEndpoint } from './health-endpoint'
import { limitBody } from './limit-body'
import { receive } from './receive'
import { answer, dispatch, refuse, type Endpoint } from './respond'
import { tokenEndpoint } from './token-endpoint'

export type NextHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

const endpoints: Record<string, Endpoint> = {
  '/service/token': tokenEndpoint,
  '/service/token-bundle.pem': certificateEndpoint,
  '/healthz': healthEndpoint,
}

/** Answers the hot machine paths itself and hands everything else to Next. Never throws, never rejects. */
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
  const { path } = received
  if (!path.startsWith('/')) return answer(call, refuse(400, 'BAD_REQUEST', 'the request must name a path'))
  if (limitBody(request) === 'too-large') {
    response.setHeader('Connection', 'close')
    return answer(call, refuse(413, 'REQUEST_ENTITY_TOO_LARGE', 'the request body is too large'))
  }
  if (Object.hasOwn(endpoints, path)) return answer(call, dispatch(endpoints[path]!, call))
  if (path.startsWith('/service/')) return answer(call, refuse(404, 'NOT_FOUND', 'not found'))
  await next(request, response)
}
