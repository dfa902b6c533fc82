import 'server-only'
import type { IncomingMessage } from 'node:http'
import { ApiError, badRequest } from './error-body'

/** Why a request is none of ours to understand, though Node's parser takes it; null when it is fine. */
export function protocolRefusal({ httpVersionMajor, httpVersion, rawHeaders }: IncomingMessage): ApiError | null {
  if (httpVersionMajor !== 1) {
    return new ApiError(505, 'HTTP_VERSION_NOT_SUPPORTED', `HTTP/${httpVersion} is not spoken here, only HTTP/1.1`)
  }
  // Whoever stands before us may have looked at the other one (RFC 9112, 3.2).
  return isThereTwice(rawHeaders, 'host') ? badRequest('the header Host is there more than once') : null
}

function isThereTwice(rawHeaders: string[], wanted: string): boolean {
  let count = 0
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]!
    if (name.length === wanted.length && name.toLowerCase() === wanted) count++
  }
  return count > 1
}
