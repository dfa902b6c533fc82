import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { asAction } from './action-scope'
import { isAction } from './is-action'
import type { Call } from './respond'

export type NextHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** Hands a request to Next, and makes a 400 of the 500 that it answers to an action's body which it cannot read. */
export async function handToNext(next: NextHandler, { request, response, received }: Call): Promise<void> {
  // Next answers these with 500 where a file is asked for, and nobody needs them here.
  delete request.headers['if-match']
  delete request.headers['if-unmodified-since']
  if (!isAction(request, received.path)) return next(request, response)
  const asked = { begun: false }
  const writeHead = response.writeHead.bind(response) as (status: number, ...rest: unknown[]) => ServerResponse
  response.writeHead = (status: number, ...rest: unknown[]) =>
    writeHead(status === 500 && !asked.begun ? 400 : status, ...rest)
  return asAction(asked, () => next(request, response))
}
