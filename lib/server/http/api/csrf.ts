import 'server-only'
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { isSameOrigin } from '../../auth/same-origin'
import { env } from '../../env'
import { derivedKey } from '../../secret-key'
import { cookieOf } from '../cookies'

/** Harbor's names, which its clients know. */
export const csrfCookie = '_gorilla_csrf'
export const csrfHeader = 'X-Harbor-CSRF-Token'

/** The token of a request's cookie, and the cookie to set when it has none of ours yet. */
export type Csrf = { token: string; setCookie: string | null }

/**
 * Double submit: a cookie that a foreign site can make a browser send, and a token that only who reads our answers
 * knows. The token is the cookie's keyed digest, so that nothing is stored and a cookie set by others has no token.
 */
export function csrfOf(request: Request): Csrf {
  const sent = cookieOf(request, csrfCookie)
  if (sent && seedPattern.test(sent)) return { token: tokenOf(sent), setCookie: null }
  const seed = randomBytes(32).toString('base64url')
  const secure = env().EXTERNAL_URL.startsWith('https:') ? '; Secure' : ''
  return { token: tokenOf(seed), setCookie: `${csrfCookie}=${seed}; Path=/; HttpOnly; SameSite=Strict${secure}` }
}

/**
 * Whether a request that a session's cookie speaks for may write. Browsers name the origin of every write: ours may,
 * others may not whatever they send. Who names none is no page, and proves by the token that it reads our answers.
 */
export function mayWriteBySession(request: Request): boolean {
  const origin = request.headers.get('origin')
  if (origin !== null) return isSameOrigin(origin)
  const [seed, token] = [cookieOf(request, csrfCookie), request.headers.get(csrfHeader)]
  return seed !== null && token !== null && seedPattern.test(seed) && isEqual(token, tokenOf(seed))
}

/** Puts the token, and the cookie where it is new, on an answer. */
export function attachCsrf(headers: Headers, { token, setCookie }: Csrf): void {
  headers.set(csrfHeader, token)
  if (setCookie !== null) headers.append('Set-Cookie', setCookie)
}

const seedPattern = /^[\w-]{43}$/

const tokenOf = (seed: string): string => createHmac('sha256', derivedKey('csrf')).update(seed).digest('base64')

function isEqual(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)]
  return left.length === right.length && timingSafeEqual(left, right)
}
