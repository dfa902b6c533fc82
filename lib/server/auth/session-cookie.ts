import 'server-only'
import { decode, encode } from 'next-auth/jwt'
import type { Actor, RequestSource } from '../rights/actor'
import { env } from '../env'
import { globalState } from '../global-state'
import { derivedKey } from '../secrets/secret-key'
import { absoluteSeconds, readSession } from '../users/sessions'

// The session of pages and API alike: knows no request, so that both ask here.

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

/** Cookies whose decryption would cost each request of a script as much as everything else before its verb. */
const maxKnown = 1_000
const known = () => globalState('session-cookies', () => new Map<string, string>())

/**
 * The session's id that a cookie carries, whether or not it still lives; null for a cookie that is not ours. How long
 * it lives its row says, which never outlives the cookie.
 */
export async function sessionIdOf(cookie: string | null): Promise<string | null> {
  if (!cookie) return null
  const remembered = known().get(cookie)
  if (remembered !== undefined) return remembered
  const id = await decrypted(cookie)
  if (id === null) return null
  // The oldest first: a Map keeps the order of insertion.
  if (known().size >= maxKnown) known().delete(known().keys().next().value!)
  known().set(cookie, id)
  return id
}

async function decrypted(cookie: string): Promise<string | null> {
  try {
    const claims = await decode({ token: cookie, secret: sessionSecret() })
    return typeof claims?.['sid'] === 'string' ? claims['sid'] : null
  } catch {
    return null
  }
}

/**
 * Who is signed in, as the session's and the user's rows stand now; null for everyone else, whatever the cookie may
 * hold. With `renew` the session does not idle out.
 */
export async function sessionActor(
  cookie: string | null,
  { renew, source }: { renew: boolean; source: RequestSource },
): Promise<Actor | null> {
  const id = await sessionIdOf(cookie)
  const user = id === null ? null : await readSession(id, renew)
  return user && { kind: 'user', ...user, source }
}
