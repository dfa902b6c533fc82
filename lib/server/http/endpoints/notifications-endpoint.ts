import 'server-only'
import type { IncomingMessage } from 'node:http'
import { countedEvents } from '@/lib/domain/registry/registry-event'
import { nowSeconds } from '../../clock'
import { env } from '../../env'
import { countEvents } from '../../usage/count-events'
import { isBearer } from '../exchange/bearer'
import { ApiError } from '../exchange/error-body'
import { readBody } from '../exchange/read-body'
import { send, type Endpoint } from '../exchange/respond'

/** A registry sends one event of about a kilobyte at a time; there is room for hundreds. */
const maxBytes = 1_000_000

/**
 * Takes the notifications of a registry (Distribution's `notifications:`). A registry repeats without end, and in
 * order, whatever is not answered with 2xx: so every event that can be read is, whether or not it counts.
 */
export const notificationsEndpoint: Endpoint = {
  POST: async (call) => {
    const { request, response } = call
    try {
      admit(request.headers.authorization)
      requireJson(request)
      const events = countedEvents(await readJson(request), nowSeconds())
      if (!events) throw new ApiError(400, 'BAD_REQUEST', 'the body must be {"events": [...]}')
      await countEvents(events)
      send(call, 200, '{}')
    } catch (error) {
      if ((error as ApiError).status === 401) response.setHeader('WWW-Authenticate', 'Bearer realm="notifications"')
      throw error
    }
  },
}

function admit(header: string | undefined): void {
  const token = env().NOTIFICATIONS_TOKEN
  if (token === undefined) {
    throw new ApiError(404, 'NOT_FOUND', 'notifications are not taken here: NOTIFICATIONS_TOKEN is not set')
  }
  if (!isBearer(header, token)) {
    throw new ApiError(401, 'UNAUTHORIZED', 'the bearer token must be that of NOTIFICATIONS_TOKEN')
  }
}

/** Distribution's own type of today and of later versions, or plain JSON. */
function requireJson({ headers }: IncomingMessage): void {
  const [type = ''] = (headers['content-type'] ?? '').split(';')
  const encoding = headers['content-encoding'] ?? 'identity'
  const isJson = /^application\/(vnd\.docker\.distribution\.events\.v\d+\+)?json\s*$/i.test(type)
  if (isJson && encoding === 'identity') return
  throw new ApiError(
    415,
    'UNSUPPORTED_MEDIA_TYPE',
    'the body must be application/vnd.docker.distribution.events.v2+json',
  )
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const body = await readBody(request, maxBytes)
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    throw new ApiError(400, 'BAD_REQUEST', 'the body is not correct JSON')
  }
}
