import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { log } from '../log'
import { ApiError, errorBody, toWireError } from './error-body'
import type { Received } from './receive'
import { machinePolicy } from './security-headers'

/** A path that the entry answers itself, by method. */
export type Endpoint = Record<string, (call: Call) => Promise<void>>
export type Call = { request: IncomingMessage; response: ServerResponse; received: Received }

/** Answers a request; whatever `run` throws becomes an error body, never a crash. */
export async function answer(call: Call, run: (call: Call) => Promise<void> | void): Promise<void> {
  const { response, received } = call
  response.setHeader('Content-Security-Policy', machinePolicy)
  try {
    await run(call)
  } catch (error) {
    const wire = toWireError(error)
    if (wire.isFault) log().error({ err: error, ...received.source }, 'a request failed')
    if (response.headersSent) return void response.destroy()
    if (wire.retryAfterSeconds !== undefined) response.setHeader('Retry-After', wire.retryAfterSeconds)
    send(call, wire.status, errorBody(wire))
  }
}

/** The handler of an endpoint for the method asked, which may be none. */
export function dispatch(endpoint: Endpoint, { request, response }: Call): (call: Call) => Promise<void> | void {
  const method = request.method ?? ''
  if (Object.hasOwn(endpoint, method)) return endpoint[method]!
  response.setHeader('Allow', Object.keys(endpoint).join(', '))
  return refuse(new ApiError(405, 'METHOD_NOT_ALLOWED', 'method not allowed'))
}

export const refuse = (error: ApiError) => (): never => {
  throw error
}

/** Ends the answer. HEAD gets the same headers without the body. */
export function send(
  { request, response }: Call,
  status: number,
  body: string,
  type = 'application/json; charset=utf-8',
): void {
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) })
  response.end(request.method === 'HEAD' ? undefined : body)
}
