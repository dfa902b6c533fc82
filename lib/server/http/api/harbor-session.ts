import 'server-only'
import { isSameOrigin } from '../../auth/same-origin'
import { encodeSession, sessionCookie, sessionCookieOptions, sessionIdOf } from '../../auth/session-cookie'
import { startSession } from '../../auth/start-session'
import { absoluteSeconds, endSession } from '../../users/sessions'
import { cookieOf } from '../exchange/cookies'
import { ApiError } from '../exchange/error-body'
import type { Call } from '../exchange/respond'
import { tellCsrf } from './csrf'
import { textOf } from './json-body'

/**
 * Harbor's `POST /c/login`: the form fields `principal` and `password` for a session like those of our pages. Not from
 * other sites: a browser would go on as somebody else without its user noticing.
 */
export async function logIn(call: Call): Promise<void> {
  const { request, received } = call
  const { origin } = request.headers
  if (origin !== undefined && !isSameOrigin(origin)) throw foreign()
  const form = new URLSearchParams(await textOf(request))
  const sent = { username: form.get('principal'), password: form.get('password') }
  const id = await startSession(sent, { source: received.source, replaced: await sessionOf(call) })
  setCookies(call, await encodeSession(id), absoluteSeconds)
}

/** Harbor's `GET /c/log_out`: ends the session and takes its cookie away. Links of other sites cannot. */
export async function logOut(call: Call): Promise<void> {
  if (call.request.headers['sec-fetch-site'] === 'cross-site') throw foreign()
  const id = await sessionOf(call)
  if (id !== null) await endSession(id, call.received.source)
  setCookies(call, '', 0)
}

const foreign = (): ApiError => new ApiError(403, 'FORBIDDEN', 'the request came from another site')

const sessionOf = ({ request }: Call): Promise<string | null> => sessionIdOf(cookieOf(request, sessionCookie))

/** The session that a request is made in; none by Basic, whatever cookies come along. */
export const sessionAskedFrom = async (call: Call): Promise<string | null> =>
  call.request.headers.authorization === undefined ? sessionOf(call) : null

function setCookies({ request, response }: Call, value: string, maxAgeSeconds: number): void {
  const secure = sessionCookieOptions().secure ? '; Secure' : ''
  const lasting = `Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure}`
  response.appendHeader('Set-Cookie', `${sessionCookie}=${value}; ${lasting}`)
  tellCsrf(request, response)
}
