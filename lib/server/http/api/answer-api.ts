import 'server-only'
import { ApiError } from '../error-body'
import type { Call } from '../respond'
import { operations } from './operations/all'
import { sessionOperations } from './operations/session'
import { router } from './router'
import { runOperation } from './run-operation'

/** Where each path of the API leads. */
export const routeApi = router({ '/api/v2.0': operations, '/c': sessionOperations })

/**
 * Whether a client of an API asks: a path that is none is told to it in Harbor's words, since a page would puzzle it.
 * `/v2/` is where a registry would be.
 */
export const isApiPath = (path: string): boolean => /^\/(api\/(?!auth\/)|c\/|v2(\/|$))/.test(path)

/** Answers a path of the API, or throws what to answer instead. */
export async function answerApi(call: Call): Promise<void> {
  const { request, response, received } = call
  const found = routeApi(request.method ?? '', received.path)
  if (found.kind === 'route') return runOperation(found.route, call)
  if (found.kind === 'nothing') throw new ApiError(404, 'NOT_FOUND', 'path not found')
  response.setHeader('Allow', found.allow)
  throw new ApiError(405, 'METHOD_NOT_ALLOWED', 'method not allowed')
}
