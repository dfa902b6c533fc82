import 'server-only'
import { cache } from 'react'
import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { decode, encode } from 'next-auth/jwt'
import { paths } from '@/lib/paths'
import type { Actor } from '../actor'
import { env } from '../env'
import { derivedKey } from '../secret-key'
import { absoluteSeconds, endSession, readSession } from '../users/sessions'
import { requestSource } from './request-source'

/** Harbor's name. Without a `__Host-` prefix, since clients of the API look for `sid` by name. */
export const sessionCookie = 'sid'
export const sessionCookieOptions = () => ({
  httpOnly: true,
  sameSite: 'lax' as const,
  path: '/',
  secure: env().EXTERNAL_URL.startsWith('https:'),
})

export const sessionSecret = (): string => derivedKey('session').toString('base64')

/** The cookie's value for a session: next-auth's encrypted token, which carries the id and nothing else. */
export const encodeSession = (id: string): Promise<string> =>
  encode({ token: { sid: id }, secret: sessionSecret(), maxAge: absoluteSeconds })

/**
 * Who is signed in, as the session's and the user's rows stand now; null for everyone else, whatever the cookie may
 * hold. Asked once per request.
 */
export const currentActor = cache(async (): Promise<Actor | null> => {
  const id = await currentSessionId()
  if (id === null) return null
  const renew = !(await headers()).has('x-harbor-no-session-renewal')
  const user = await readSession(id, renew)
  return user && { kind: 'user', ...user, source: await requestSource() }
})

/** Who is signed in; everyone else is sent to sign in and comes back to the page they asked for. */
export async function requireActor(): Promise<Actor> {
  return (await currentActor()) ?? redirect(paths.signIn({ from: await requestedPage() }))
}

/** The address as the HTTP entry noted it, without what Next adds when it fetches a page by script. */
async function requestedPage(): Promise<string | undefined> {
  const path = (await headers()).get('x-path')
  return path?.replace(/([?&])_rsc=[^&]*(&|$)/, '$1').replace(/[?&]$/, '')
}

/** Ends the browser's session: its row first, then its cookie. */
export async function endCurrentSession(): Promise<void> {
  const id = await currentSessionId()
  if (id !== null) await endSession(id, await requestSource())
  const jar = await cookies()
  jar.delete(sessionCookie)
}

/** The session's id that the cookie carries, whether or not it still lives; null for a cookie that is not ours. */
export async function currentSessionId(): Promise<string | null> {
  const token = (await cookies()).get(sessionCookie)?.value
  if (!token) return null
  try {
    const claims = await decode({ token, secret: sessionSecret() })
    return typeof claims?.['sid'] === 'string' ? claims['sid'] : null
  } catch {
    return null
  }
}
