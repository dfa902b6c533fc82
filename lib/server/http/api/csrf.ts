import 'server-only'
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { isSameOrigin } from '../../auth/same-origin'
import { env } from '../../env'
import { derivedKey } from '../../secrets/secret-key'
import { cookieOf } from '../exchange/cookies'

/** Harbor's names, which its clients know. */
export const csrfCookie = '_gorilla_csrf'
export const csrfHeader = 'X-Harbor-CSRF-Token'

/**
 * Puts the token of the request's cookie on the answer, and the cookie where it has none of ours yet. Double submit: a
 * cookie that a foreign site can make a browser send, and a token that only who reads our answers knows. The token is
 * the cookie's keyed digest, so that nothing is stored and a cookie set by others has no token.
 */
export function tellCsrf(request: IncomingMessage, response: ServerResponse): void {
  const sent = cookieOf(request, csrfCookie)
  if (sent && seedPattern.test(sent)) return void response.setHeader(csrfHeader, tokenOf(sent))
  const seed = randomBytes(32).toString('base64url')
  const secure = env().EXTERNAL_URL.startsWith('https:') ? '; Secure' : ''
  response.setHeader(csrfHeader, tokenOf(seed))
  response.appendHeader('Set-Cookie', `${csrfCookie}=${seed}; Path=/; HttpOnly; SameSite=Strict${secure}`)
}

/**
 * Whether a request that a session's cookie speaks for may write. Browsers name the origin of every write: ours may,
 * others may not whatever they send. Who names none is no page, and proves by the token that it reads our answers.
 */
export function mayWriteBySession(request: IncomingMessage): boolean {
  const { origin } = request.headers
  if (origin !== undefined) return isSameOrigin(origin)
  const [seed, token] = [cookieOf(request, csrfCookie), request.headers[csrfHeader.toLowerCase()]]
  return seed !== null && typeof token === 'string' && seedPattern.test(seed) && isEqual(token, tokenOf(seed))
}

const seedPattern = /^[\w-]{43}$/

const tokenOf = (seed: string): string => createHmac('sha256', derivedKey('csrf')).update(seed).digest('base64')

function isEqual(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)]
  return left.length === right.length && timingSafeEqual(left, right)
}
