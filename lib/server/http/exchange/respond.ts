import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { log } from '../../log'
import { countOutage } from '../../metrics/count'
import { doorOf } from './door'
import { ApiError, errorBody, toWireError } from './error-body'
import type { Received } from './receive'
import { machinePolicy } from './security-headers'

/** A path that the entry answers itself, by method. */
export type Endpoint = Record<string, (call: Call) => Promise<void>>
export type Call = { request: IncomingMessage; response: ServerResponse; received: Received }

/** Answers a request; whatever `run` throws becomes an error body, never a crash. */
export async function answer(call: Call, run: (call: Call) => Promise<void> | void): Promise<void> {
  const { response, received } = call
  try {
    await run(call)
  } catch (error) {
    const wire = toWireError(error)
    if (wire.isFault) log().error({ err: error, ...received.source }, 'a request failed')
    if (wire.isFault && wire.status === 503) countOutage(doorOf(received.path))
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

/** Ends the answer, with what all answers have and what was set for this one. HEAD gets the headers without the body. */
export function send(call: Call, status: number, body: string, type = 'application/json; charset=utf-8'): void {
  const length = Buffer.byteLength(body)
  writeHead(call, status, ['Content-Type', type, 'Content-Length', `${length}`])
  if (call.request.method === 'HEAD') call.response.end()
  // ASCII has as many bytes as characters, and is written faster as what it is.
  else call.response.end(body, length === body.length ? 'latin1' : 'utf8')
}

/** The same for an answer without a body. */
export function sendNothing(call: Call, status: number): void {
  writeHead(call, status, status === 204 ? [] : ['Content-Length', '0'])
  call.response.end()
}

/** All headers at once, as names and values: set one by one they cost several times as much. */
function writeHead({ response, received }: Call, status: number, own: readonly string[]): void {
  response.writeHead(status, [...received.headers, 'Content-Security-Policy', machinePolicy, ...own])
}
