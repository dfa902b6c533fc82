import 'server-only'
import type { NextRequest } from 'next/server'
import NextAuth, { type AuthOptions } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { asRefusal } from '../errors'
import { log } from '../log'
import { asUnavailable } from '../transaction'
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
  // next-auth hides why authorize() refused behind redirects, so the reason is kept here, per request.
  const attempt: Attempt = { reached: false }
  const response = (await NextAuth(request as never, context as never, options(attempt))) as Response
  if (attempt.error !== undefined) return failure(attempt.error)
  // Its own refusal, before the password was looked at: the form's anti-forgery token was missing or stale.
  if (request.method === 'POST' && !attempt.reached) return answer(400, 'VALIDATION')
  response.headers.set('Cache-Control', 'no-store')
  return response
}

type Attempt = { reached: boolean; error?: unknown }

function options(attempt: Attempt): AuthOptions {
  const cookie = sessionCookieOptions()
  const host = cookie.secure ? '__Host-' : ''
  return {
    secret: sessionSecret(),
    useSecureCookies: cookie.secure,
    session: { strategy: 'jwt', maxAge: absoluteSeconds },
    cookies: {
      sessionToken: { name: sessionCookie, options: cookie },
      csrfToken: { name: `${host}auth-csrf`, options: cookie },
      callbackUrl: { name: `${host}auth-callback`, options: cookie },
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
  if (refusal?.retryAfterSeconds !== undefined) return answer(503, 'UNAVAILABLE', refusal.retryAfterSeconds)
  log().error({ err: refusal?.cause ?? error }, 'a sign-in failed')
  return refusal ? answer(503, 'UNAVAILABLE') : answer(500, 'INTERNAL')
}

function answer(status: number, code: string, retryAfterSeconds?: number): Response {
  const headers = new Headers({ 'Cache-Control': 'no-store' })
  if (retryAfterSeconds !== undefined) headers.set('Retry-After', String(retryAfterSeconds))
  return Response.json({ code, retryAfterSeconds }, { status, headers })
}
