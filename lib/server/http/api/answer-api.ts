import 'server-only'
import { defaultApiPage, maxApiRows } from '@/lib/domain/lists/api-list'
import type { ProjectRecord } from '../../projects/find'
import { asForbidden, resolveProject } from '../../projects/resolve'
import type { Actor } from '../../rights/actor'
import { tracing } from '../../tracing/span'
import { ApiError } from '../exchange/error-body'
import type { Call } from '../exchange/respond'
import { writeAnswer } from './answers'
import { callerOf } from './caller'
import { bodyOf } from './json-body'
import { limitRate } from './limit-rate'
import { schemas } from './openapi-schemas'
import { operations } from './operations/all'
import type { Operation } from './operations/operation'
import {
  pathIds,
  queryParameters,
  truthOf,
  type PathId,
  type QueryName,
  type QueryValues,
} from './operations/parameters'
import { sessionOperations } from './operations/session'
import { router, type Route } from './router'

/** Where each path of the API leads. */
export const routeApi = router({ '/api/v2.0': operations, '/c': sessionOperations })

/** Answers a path of the API, or throws what to answer instead. */
export async function answerApi(call: Call): Promise<void> {
  const { request, response, received } = call
  const found = routeApi(request.method ?? '', received.path)
  if (found.kind === 'route') {
    tracing()?.describe(describedAs(found.route, received.path))
    return runOperation(found.route, call)
  }
  if (found.kind === 'nothing') throw new ApiError(404, 'NOT_FOUND', 'path not found')
  response.setHeader('Allow', found.allow)
  throw new ApiError(405, 'METHOD_NOT_ALLOWED', 'method not allowed')
}

const describedAs = ({ operation: { id, path } }: Route, asked: string) => ({
  route: `${asked.startsWith('/c/') ? '/c' : '/api/v2.0'}${path}`,
  attributes: { 'robot_console.operation': id },
})

/**
 * Runs an operation for a request: who calls is asked first, then whether what was sent could be a request at all, and
 * only then the project it is about: a mistake in a request gets the same answer wherever it is made, so that nobody
 * learns by it whether a project exists.
 */
export async function runOperation({ operation, texts }: Route, http: Call): Promise<void> {
  const actor = await admit(operation, http)
  const query = queryOf(operation, http)
  const ids = idsOf(texts)
  const body = await bodyFor(operation, http)
  const project = await projectOf(actor, texts, http)
  try {
    const { page = defaultApiPage.page, page_size: size = defaultApiPage.size } = query
    writeAnswer(http, await operation.run({ actor, project, ids, texts, query, body, http }), { page, size })
  } catch (error) {
    throw project ? await asForbidden(actor, error) : error
  }
}

/** Who calls, counted against their limit. Who is not signed in gets 401 wherever that does not do. */
async function admit({ open }: Operation, http: Call): Promise<Actor> {
  if (open === 'unasked') return { kind: 'anonymous', source: http.received.source }
  const actor = await callerOf(http)
  await limitRate(actor)
  if (!open && actor.kind === 'anonymous') throw new ApiError(401, 'UNAUTHORIZED', 'unauthorized')
  return actor
}

/** The project that a path names: by its name where `X-Is-Resource-Name` says so, or the contract takes nothing else. */
async function projectOf(actor: Actor, texts: Route['texts'], { request }: Call): Promise<ProjectRecord | undefined> {
  const { project_name: name, project_name_or_id: either } = texts
  if (name !== undefined) return resolveProject(actor, { text: name, isName: true })
  if (either === undefined) return undefined
  // What is no truth value is false, as in Harbor.
  const isName = truthOf(String(request.headers['x-is-resource-name'])) === true
  return resolveProject(actor, { text: either, isName })
}

function idsOf(texts: Route['texts']): Partial<Record<PathId, number>> {
  const ids: Partial<Record<PathId, number>> = {}
  for (const name of Object.keys(pathIds) as PathId[]) {
    if (texts[name] !== undefined) ids[name] = pathIds[name](texts[name], name)
  }
  return ids
}

function queryOf({ query: names = [] }: Operation, { received }: Call): Partial<QueryValues> {
  if (names.length === 0) return {}
  const sent = new URLSearchParams(received.search)
  // Of a parameter given twice the last counts.
  const last = (name: QueryName) => sent.getAll(name).at(-1) ?? null
  const query: Partial<QueryValues> = Object.fromEntries(
    names.map((name) => [name, queryParameters[name].read(last(name), name)]),
  )
  // Everything is everything, whatever page was asked for.
  return query.page_size === maxApiRows ? { ...query, page: defaultApiPage.page } : query
}

const bodyFor = async ({ body }: Operation, { request }: Call): Promise<unknown> =>
  body && bodyOf(request, schemas[body.schema], body.optional)
