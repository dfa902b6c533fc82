import 'server-only'
import type { ServerResponse } from 'node:http'
import { countOutage } from '../../metrics/count'
import { beginAnswer, outageOfRequest } from '../../request-context'
import { retryAfterSeconds } from '../../unavailable'

/**
 * Notes when an answer of Next's begins, and tells an outage in its status. Next answers 500 whatever a page threw, and 200 where the page itself says that the database does not answer: for
 * both, 503 is the truth.
 */
export function tellOutage(response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response) as (status: number, ...rest: unknown[]) => ServerResponse
  response.writeHead = ((status: number, ...rest: unknown[]) => {
    beginAnswer()
    const outage = outageOfRequest()
    const isOutage = outage === 'shown' || (outage === 'met' && status === 500)
    if (!isOutage) return writeHead(status, ...rest)
    countOutage('pages')
    response.statusMessage = ''
    response.setHeader('Retry-After', retryAfterSeconds)
    return writeHead(503, ...rest)
  }) as typeof response.writeHead
}
