import 'server-only'
import { currentActor } from '../../auth/session'
import { authenticateBasic } from '../../auth/basic'
import { requestSource } from '../../auth/request-source'
import type { Actor } from '../../actor'
import { log } from '../../log'
import { attachCsrf, csrfHeader, csrfOf, mayWriteBySession } from './csrf'
import { ApiError, errorBody, toWireError } from '../error-body'
import { limitRate } from './limit-rate'

/** A call of the API as its handler gets it: the caller is known, and the query holds nothing a database would choke on. */
export type ApiCall<Params> = { actor: Actor; request: Request; query: URLSearchParams; path: string; params: Params }

type RouteContext<Params> = { params: Promise<Params> }
type Handler<Params> = (call: ApiCall<Params>) => Promise<Response>
export type Route<Params> = (request: Request, context: RouteContext<Params>) => Promise<Response>

/**
 * Makes a route of `/api/v2.0`: finds out who calls (Basic before the session, as in Harbor), runs the handler, and
 * turns whatever it throws into Harbor's error body. Callers may be anonymous; the verbs refuse them where they must.
 */
export const apiRoute =
  <Params>(handler: Handler<Params>): Route<Params> =>
  async (request, { params }) => {
    const response = await run(handler, request, params).catch(failure)
    if (isBySession(request)) attachCsrf(response.headers, csrfOf(request))
    return response
  }

/** The same for who is signed in alone: everybody else gets 401 before anything of the request is looked at. */
export const signedInRoute = <Params>(handler: Handler<Params>): Route<Params> =>
  apiRoute(async (call) => {
    if (call.actor.kind === 'anonymous') throw new ApiError(401, 'UNAUTHORIZED', 'unauthorized')
    return handler(call)
  })

async function run<Params>(handler: Handler<Params>, request: Request, params: Promise<Params>): Promise<Response> {
  const actor = await callerOf(request)
  await limitRate(actor)
  const { searchParams: query, pathname: path } = new URL(request.url)
  if ([...query].flat().some((text) => text.includes('\0'))) {
    throw new ApiError(400, 'BAD_REQUEST', 'the query string must not contain NUL characters')
  }
  return handler({ actor, request, query, path, params: await params })
}

/** Wrong credentials are refused even where nobody needs any; a session writes only as `mayWriteBySession` says. */
async function callerOf(request: Request): Promise<Actor> {
  const source = await requestSource()
  const authorization = request.headers.get('authorization')
  const actor = authorization === null ? await currentActor() : await authenticateBasic(authorization, source)
  if (!actor && authorization !== null) throw new ApiError(401, 'UNAUTHORIZED', 'unauthorized')
  const reads = request.method === 'GET' || request.method === 'HEAD'
  if (actor && authorization === null && !reads && !mayWriteBySession(request)) {
    throw new ApiError(403, 'FORBIDDEN', `the request must come from a page of this server or carry its ${csrfHeader}`)
  }
  return actor ?? { kind: 'anonymous', source }
}

const isBySession = ({ headers }: Request): boolean =>
  !headers.has('authorization') && /(^|;)\s*sid=/.test(headers.get('cookie') ?? '')

/** Harbor's error body for whatever was thrown. */
export async function failure(error: unknown): Promise<Response> {
  const wire = toWireError(error)
  if (wire.isFault) log().error({ err: error, ...(await requestSource()) }, 'a request failed')
  const headers = new Headers({ 'Content-Type': json })
  if (wire.retryAfterSeconds !== undefined) headers.set('Retry-After', String(wire.retryAfterSeconds))
  return new Response(errorBody(wire), { status: wire.status, headers })
}

const json = 'application/json; charset=utf-8'

export const jsonResponse = (body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { headers: { 'Content-Type': json, ...headers } })

/** 201 with the address of what was made, and a body where the contract has one. */
export const createdResponse = (location: string, body?: unknown): Response =>
  body === undefined
    ? new Response(null, { status: 201, headers: { Location: location } })
    : new Response(JSON.stringify(body), { status: 201, headers: { 'Content-Type': json, Location: location } })

/** 200 without a body: what Harbor answers to most changes. */
export const emptyResponse = (): Response => new Response(null, { status: 200 })

/** For the methods a path does not have. */
export const methodNotAllowed = (allow: string) => async (): Promise<Response> => {
  const response = await failure(new ApiError(405, 'METHOD_NOT_ALLOWED', 'method not allowed'))
  response.headers.set('Allow', allow)
  return response
}

/** For paths that do not exist. */
export const notFound = (): Promise<Response> => failure(new ApiError(404, 'NOT_FOUND', 'path not found'))
