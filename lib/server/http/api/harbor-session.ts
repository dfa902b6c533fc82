import 'server-only'
import { requestSource } from '../../auth/request-source'
import { isSameOrigin } from '../../auth/same-origin'
import { currentSessionId, encodeSession, sessionCookie, sessionCookieOptions } from '../../auth/session'
import { startSession } from '../../auth/start-session'
import { absoluteSeconds, endSession } from '../../users/sessions'
import { failure } from './api-route'
import { attachCsrf, csrfOf } from './csrf'
import { ApiError } from '../error-body'
import { textOf } from './json-body'

/**
 * Harbor's `POST /c/login`: the form fields `principal` and `password` for a session like those of our pages. Not from
 * other sites: a browser would go on as somebody else without its user noticing.
 */
export async function logIn(request: Request): Promise<Response> {
  try {
    const origin = request.headers.get('origin')
    if (origin !== null && !isSameOrigin(origin)) throw foreign()
    const form = new URLSearchParams(await textOf(request))
    const id = await startSession({ username: form.get('principal'), password: form.get('password') })
    return answer(request, cookie(await encodeSession(id), absoluteSeconds))
  } catch (error) {
    return failure(error)
  }
}

/** Harbor's `GET /c/log_out`: ends the session and takes its cookie away. Links of other sites cannot. */
export async function logOut(request: Request): Promise<Response> {
  try {
    if (request.headers.get('sec-fetch-site') === 'cross-site') throw foreign()
    const id = await currentSessionId()
    if (id !== null) await endSession(id, await requestSource())
    return answer(request, cookie('', 0))
  } catch (error) {
    return failure(error)
  }
}

const foreign = (): ApiError => new ApiError(403, 'FORBIDDEN', 'the request came from another site')

function answer(request: Request, setCookie: string): Response {
  const response = new Response(null, { status: 200 })
  response.headers.append('Set-Cookie', setCookie)
  attachCsrf(response.headers, csrfOf(request))
  return response
}

function cookie(value: string, maxAgeSeconds: number): string {
  const secure = sessionCookieOptions().secure ? '; Secure' : ''
  return `${sessionCookie}=${value}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure}`
}
