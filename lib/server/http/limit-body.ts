import 'server-only'
import type { IncomingMessage } from 'node:http'

/** Above the 1 MB that server actions take, so that theirs is the answer in between. */
export const maxBodyBytes = 1_200_000

/**
 * Ends a request whose body grows beyond the limit, however it is sent. Returns whether its length already says so.
 * Counting in `push`, where the parser hands over the body, leaves the stream as it is for whoever reads it.
 */
export function limitBody(request: IncomingMessage): 'fits' | 'too-large' {
  // Without one of these there is no body to come.
  if (!request.headers['content-length'] && !request.headers['transfer-encoding']) return 'fits'
  if (Number(request.headers['content-length'] ?? 0) > maxBodyBytes) return 'too-large'
  let received = 0
  const push = request.push.bind(request)
  request.push = (chunk: Buffer | null, encoding) => {
    received += chunk?.length ?? 0
    if (received <= maxBodyBytes) return push(chunk, encoding)
    request.destroy(new Error('the body is too large'))
    return false
  }
  return 'fits'
}
