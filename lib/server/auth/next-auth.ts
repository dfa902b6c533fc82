import 'server-only'
import type { NextRequest } from 'next/server'
import NextAuth, { type AuthOptions } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { env } from '../env'
import { asRefusal } from '../errors'
import { log } from '../log'
import { asUnavailable } from '../unavailable'
import { absoluteSeconds } from '../users/sessions'
import { requestSource } from './request-source'
import { isSameOrigin } from './same-origin'
import { currentSessionId } from './session'
import { sessionCookie, sessionCookieOptions, sessionSecret } from './session-cookie'
import { startSession } from './start-session'

type Context = { params: Promise<{ nextauth: string[] }> }

/** next-auth's doors that the sign-in page uses. The others stay shut: sessions are read and ended by our own rules. */
const doors = new Set(['GET csrf', 'POST callback/credentials'])

/** Answers next-auth's requests; a refused sign-in as 401, 429 or 503 with `{ code, retryAfterSeconds }`. */
export async function nextAuth(request: NextRequest, context: Context): Promise<Response> {
  const { nextauth } = await context.params
  if (!doors.has(`${request.method} ${nextauth.join('/')}`)) return answer(404, 'NOT_FOUND')
  if (request.method === 'POST' && !isSameOrigin(request.headers.get('origin'))) return answer(403, 'FORBIDDEN')
  if (request.method === 'POST' && !isForm(request)) return answer(400, 'VALIDATION')
  if (!(await callbackUrls(request)).every(isCallbackUrl)) return forget(answer(400, 'VALIDATION'))
  // next-auth hides why authorize() refused behind redirects, so the reason is kept here, per request.
  const attempt: Attempt = { reached: false }
  const response = (await NextAuth(request as never, context as never, options(attempt))) as Response
  if (attempt.error !== undefined) return failure(attempt.error)
  // Its own refusal, before the password was looked at: the form's anti-forgery token was missing or stale.
  if (request.method === 'POST' && !attempt.reached) return answer(400, 'VALIDATION')
  response.headers.set('Cache-Control', 'no-store')
  return response
}

/** Of a body in another form next-auth takes nothing, or fails. */
const isForm = ({ headers }: NextRequest): boolean =>
  /^application\/x-www-form-urlencoded *(;|$)/i.test(headers.get('content-type') ?? '')

/** Where next-auth is asked to lead after the sign-in: nobody here looks at it, but it insists on understanding it. */
async function callbackUrls(request: NextRequest): Promise<string[]> {
  const form = new URLSearchParams(request.method === 'POST' ? await request.clone().text() : '')
  const cookie = request.cookies.get(callbackCookie())?.value
  return [request.nextUrl.searchParams, form].flatMap((from) => from.getAll('callbackUrl')).concat(cookie ?? [])
}

/** A path or an address that fits into a header; what it makes of others is a 500, after the session was made. */
const isCallbackUrl = (text: string): boolean =>
  text === '' || (/^(\/|https?:\/\/)[\x21-\x7e]*$/.test(text) && URL.canParse(text, env().EXTERNAL_URL))

/** Without its cookie the browser is none the worse, and the next attempt may succeed. */
function forget(response: Response): Response {
  const secure = sessionCookieOptions().secure ? '; Secure' : ''
  response.headers.append('Set-Cookie', `${callbackCookie()}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${secure}`)
  return response
}

const hostPrefix = (): string => (sessionCookieOptions().secure ? '__Host-' : '')
const callbackCookie = (): string => `${hostPrefix()}auth-callback`

type Attempt = { reached: boolean; error?: unknown }

function options(attempt: Attempt): AuthOptions {
  const cookie = sessionCookieOptions()
  return {
    secret: sessionSecret(),
    useSecureCookies: cookie.secure,
    session: { strategy: 'jwt', maxAge: absoluteSeconds },
    cookies: {
      sessionToken: { name: sessionCookie, options: cookie },
      csrfToken: { name: `${hostPrefix()}auth-csrf`, options: cookie },
      callbackUrl: { name: callbackCookie(), options: cookie },
    },
    logger: {
      error: (code) => log().warn({ code }, 'next-auth refused a request'),
      warn: (code) => log().warn({ code }, 'next-auth warns'),
      debug: () => undefined,
    },
    providers: [Credentials({ credentials: {}, authorize: (sent) => signIn(sent, attempt) })],
    callbacks: { jwt: ({ token, user }) => (user ? { sid: user.id } : token) },
  }
}

async function signIn(sent: unknown, attempt: Attempt): Promise<{ id: string } | null> {
  attempt.reached = true
  try {
    const whence = { source: await requestSource(), replaced: await currentSessionId() }
    return { id: await startSession(sent, whence) }
  } catch (error) {
    attempt.error = error
    return null
  }
}

function failure(error: unknown): Response {
  const refusal = asRefusal(asUnavailable(error))
  if (refusal?.kind === 'unauthorized') return answer(401, 'UNAUTHORIZED')
  if (refusal?.kind === 'too-many-requests') return answer(429, 'TOO_MANY_REQUESTS', refusal.retryAfterSeconds)
  // An overload has no cause.
  if (!refusal || refusal.cause !== undefined) log().error({ err: refusal?.cause ?? error }, 'a sign-in failed')
  return refusal ? answer(503, 'UNAVAILABLE', refusal.retryAfterSeconds) : answer(500, 'INTERNAL')
}

function answer(status: number, code: string, retryAfterSeconds?: number): Response {
  const headers = new Headers({ 'Cache-Control': 'no-store' })
  if (retryAfterSeconds !== undefined) headers.set('Retry-After', String(retryAfterSeconds))
  return Response.json({ code, retryAfterSeconds }, { status, headers })
}
