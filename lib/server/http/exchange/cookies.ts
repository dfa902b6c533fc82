import 'server-only'
import type { IncomingMessage } from 'node:http'

/** The value of a request's cookie as it was sent; null when there is none of this name. Of several, the last, as Next reads them. */
export function cookieOf({ headers }: IncomingMessage, name: string): string | null {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim())
  return pairs.findLast((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? null
}
