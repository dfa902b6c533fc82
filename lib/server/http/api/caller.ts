import 'server-only'
import type { Actor } from '../../rights/actor'
import { authenticateBasic } from '../../auth/basic'
import { sessionActor, sessionCookie } from '../../auth/session-cookie'
import { cookieOf } from '../exchange/cookies'
import { ApiError } from '../exchange/error-body'
import type { Call } from '../exchange/respond'
import { csrfHeader, mayWriteBySession, tellCsrf } from './csrf'

/**
 * Who calls: by Basic before the session, as in Harbor; nobody is anonymous. Wrong credentials are refused even where
 * nobody needs any; a session writes only as `mayWriteBySession` says, and its answers tell how.
 */
export async function callerOf({ request, response, received: { source } }: Call): Promise<Actor> {
  const { authorization } = request.headers
  if (authorization !== undefined) {
    const actor = await authenticateBasic(authorization, source)
    if (!actor) throw new ApiError(401, 'UNAUTHORIZED', 'unauthorized')
    return actor
  }
  const cookie = cookieOf(request, sessionCookie)
  if (cookie === null) return { kind: 'anonymous', source }
  tellCsrf(request, response)
  const renew = request.headers['x-harbor-no-session-renewal'] === undefined
  const actor = await sessionActor(cookie, { renew, source })
  const reads = request.method === 'GET' || request.method === 'HEAD'
  if (actor && !reads && !mayWriteBySession(request)) {
    throw new ApiError(403, 'FORBIDDEN', `the request must come from a page of this server or carry its ${csrfHeader}`)
  }
  return actor ?? { kind: 'anonymous', source }
}
