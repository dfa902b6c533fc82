import 'server-only'
import type { IncomingMessage } from 'node:http'
import { ApiError } from './error-body'

/**
 * The body of a request: 413 when it is larger than `maxBytes`, 400 when it ends before it is complete. What is too much
 * is read and dropped (up to the limit of every body), so that the answer reaches who is still sending.
 */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const tooLarge = () => reject(new ApiError(413, 'REQUEST_ENTITY_TOO_LARGE', 'the request body is too large'))
    const cutShort = () => reject(new ApiError(400, 'BAD_REQUEST', 'the request body is not complete'))
    if (Number(request.headers['content-length'] ?? 0) > maxBytes) return tooLarge()
    // Gone before anybody looked at its body: none of the events below would come any more.
    if (request.destroyed) return cutShort()
    const chunks: Buffer[] = []
    let length = 0
    request.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length <= maxBytes) chunks.push(chunk)
      else tooLarge()
    })
    request.once('end', () => {
      // Each request closes, and an error that nobody hears costs its stack.
      request.off('close', cutShort)
      resolve(Buffer.concat(chunks))
    })
    request.once('error', cutShort)
    request.once('close', cutShort)
  })
}
