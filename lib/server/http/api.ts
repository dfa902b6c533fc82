import 'server-only'
import { currentActor } from '../auth/session'
import { authenticateBasic } from '../auth/basic'
import { requestSource } from '../auth/request-source'
import { isSameOrigin } from '../auth/same-origin'
import type { Actor } from '../actor'
import { log } from '../log'
import { ApiError, errorBody, toWireError } from './error-body'

/** A call of the API as its handler gets it: the caller is known, and the query holds nothing a database would choke on. */
export type ApiCall<Params> = { actor: Actor; request: Request; query: URLSearchParams; path: string; params: Params }

type RouteContext<Params> = { params: Promise<Params> }

/**
 * Makes a route of `/api/v2.0`: finds out who calls (Basic before the session, as in Harbor), runs the handler, and
 * turns whatever it throws into Harbor's error body. Callers may be anonymous; the verbs refuse them where they must.
 */
export const apiRoute =
  <Params>(handler: (call: ApiCall<Params>) => Promise<Response>) =>
  async (request: Request, { params }: RouteContext<Params>): Promise<Response> => {
    try {
      const { searchParams: query, pathname: path } = new URL(request.url)
      if ([...query].flat().some((text) => text.includes('\0'))) {
        throw new ApiError(400, 'BAD_REQUEST', 'the query string must not contain NUL characters')
      }
      const actor = await callerOf(request)
      return await handler({ actor, request, query, path, params: await params })
    } catch (error) {
      return failure(error)
    }
  }

/** Wrong credentials are refused even where nobody needs any; a session counts only for our own pages when it writes. */
async function callerOf(request: Request): Promise<Actor> {
  const source = await requestSource()
  const authorization = request.headers.get('authorization')
  const actor = authorization === null ? await currentActor() : await authenticateBasic(authorization, source)
  if (!actor && authorization !== null) throw new ApiError(401, 'UNAUTHORIZED', 'unauthorized')
  const reads = request.method === 'GET' || request.method === 'HEAD'
  if (actor && authorization === null && !reads && !isSameOrigin(request.headers.get('origin'))) {
    throw new ApiError(403, 'FORBIDDEN', 'the request must come from a page of this server')
  }
  return actor ?? { kind: 'anonymous', source }
}

async function failure(error: unknown): Promise<Response> {
  const wire = toWireError(error)
  if (wire.isFault) log().error({ err: error, ...(await requestSource()) }, 'a request failed')
  const headers = new Headers({ 'Content-Type': json })
  if (wire.retryAfterSeconds !== undefined) headers.set('Retry-After', String(wire.retryAfterSeconds))
  return new Response(errorBody(wire), { status: wire.status, headers })
}

const json = 'application/json; charset=utf-8'

export const jsonResponse = (body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { headers: { 'Content-Type': json, ...headers } })

/** For the methods a path does not have. */
export const methodNotAllowed = (allow: string) => async (): Promise<Response> => {
  const response = await failure(new ApiError(405, 'METHOD_NOT_ALLOWED', 'method not allowed'))
  response.headers.set('Allow', allow)
  return response
}

/** For paths that do not exist. */
export const notFound = (): Promise<Response> => failure(new ApiError(404, 'NOT_FOUND', 'path not found'))
