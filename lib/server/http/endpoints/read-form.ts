import 'server-only'
import type { IncomingMessage } from 'node:http'
import { isPrintable } from '@/lib/domain/texts/printable'
import { ApiError } from '../exchange/error-body'
import { readBody } from '../exchange/read-body'

/** The parameters of a query string or a form, in the order sent; a name may be there more than once. */
export type Form = readonly (readonly [name: string, value: string])[]

/** Room for the longest credentials and for more scopes than may be asked for. */
export const maxFormBytes = 65_536

/**
 * The `needed` parameters are read as strictly as they can be: what is not well encoded, or holds control characters, is
 * the caller's mistake. Only a password may hold any character, since it is never looked up, only hashed. Of the others
 * such a one is left out, since nobody would miss it.
 */
export function parseForm(text: string, what: 'query string' | 'form', needed: readonly string[]): Form {
  return text.split('&').flatMap((part) => {
    const equals = part.indexOf('=')
    const [name, value] = equals < 0 ? [part, ''] : [part.slice(0, equals), part.slice(equals + 1)]
    const [key, meant] = [decode(name), decode(value)]
    if (key !== null && meant !== null && (key === 'password' || isPrintable(meant))) return [[key, meant] as const]
    if (key !== null && needed.includes(key)) throw badlyEncoded(what)
    return []
  })
}

/** Null when it is not well encoded. */
function decode(text: string): string | null {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return null
  }
}

const badlyEncoded = (what: string): ApiError =>
  new ApiError(400, 'BAD_REQUEST', `the ${what} is not correctly encoded`)

/** The form in the body of a request, as `parseForm` reads it: 415 when it is none, 413 when it is too large, 400 when it cannot be read. */
export async function readForm(request: IncomingMessage, needed: readonly string[]): Promise<Form> {
  const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = request.headers
  if (!/^application\/x-www-form-urlencoded[ \t]*(;|$)/i.test(type) || encoding !== 'identity') {
    throw new ApiError(415, 'UNSUPPORTED_MEDIA_TYPE', 'the body must be application/x-www-form-urlencoded')
  }
  const body = await readBody(request, maxFormBytes)
  try {
    return parseForm(new TextDecoder('utf-8', { fatal: true }).decode(body), 'form', needed)
  } catch (error) {
    if (error instanceof TypeError) throw badlyEncoded('form')
    throw error
  }
}
