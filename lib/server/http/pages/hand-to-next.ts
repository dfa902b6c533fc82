import 'server-only'
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { env } from '../../env'
import { globalState } from '../../global-state'
import type { Call } from '../exchange/respond'
import { contentSecurityPolicy, surroundings } from '../exchange/security-headers'
import { asAction } from './action-scope'
import { isAction } from './is-action'

/** Next speaks to itself in these; from outside they could only be an attempt to skip or redirect its routing. */
const internal =
  /^(x-middleware-|x-invoke-|x-now-|x-vercel-|x-next-|x-prerender-|x-nextjs-(data|postponed)$|x-matched-path$|next-resume)/

export type NextHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** Hands a request to Next, introduced, and makes a 400 of the 500 that it answers to an action's body which it cannot read. */
export async function handToNext(next: NextHandler, call: Call): Promise<void> {
  const { request, response, received } = call
  introduce(call)
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

/**
 * Removes from a request what only we may say, and says it: for Next, which is asked nothing before. Its answer gets
 * the headers that every answer has.
 */
function introduce({ request, response, received: { path, search, source, headers } }: Call): void {
  for (let at = 0; at < headers.length; at += 2) response.setHeader(headers[at]!, headers[at + 1]!)
  for (const name of Object.keys(request.headers)) if (internal.test(name)) delete request.headers[name]
  const external = new URL(env().EXTERNAL_URL)
  const nonce = randomBytes(16).toString('base64')
  const policy = contentSecurityPolicy(nonce, surroundings())
  response.setHeader('Content-Security-Policy', policy)
  response.setHeader('X-Build', build())
  Object.assign(request.headers, {
    // Next compares the Origin of an action with these, and builds its addresses from them.
    host: external.host,
    'x-forwarded-host': external.host,
    'x-forwarded-proto': external.protocol.slice(0, -1),
    'x-forwarded-for': source.address,
    'x-request-id': source.requestId,
    'x-real-client': source.address,
    'x-path': search === '' ? path : (request.url ?? ''),
    'x-nonce': nonce,
    'content-security-policy': policy,
  })
  delete request.headers['x-forwarded-port']
  delete request.headers['forwarded']
}

/** Pages of another build than this load themselves anew. */
const build = (): string =>
  globalState('build', () => ({ id: existsSync('.next/BUILD_ID') ? readFileSync('.next/BUILD_ID', 'utf8') : '' })).id
