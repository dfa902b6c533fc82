import 'server-only'
import { parseHarborQuery } from '@/lib/domain/lists/harbor-query'
import { projectScope } from '../../../projects/find'
import { refuseUnlessHarborLets } from '../../../rights/harbor-rights'
import { ApiError, badRequest } from '../../exchange/error-body'
import { empty, json, type Answer } from '../answers'
import type { Operation } from './operation'
import { named, paged } from './parameters'

type Input = Parameters<Operation['run']>[0]
/** Who may: everybody, who is signed in, or whom Harbor lets do this, by its key `<resource>:<action>`. */
type Who = 'anybody' | 'signed-in' | `${string}:${string}`
/** What is to be said of an operation beyond its id, its path and who may; `check` refuses what was sent wrongly. */
type More = Pick<Operation, 'query' | 'open'> & { refusals?: number[]; check?: (input: Input) => void }

/** A list that has no rows, told page by page as all lists are; `unasked` are those of their parameters that it has not. */
export const noRows = (
  id: string,
  path: string,
  who: Who,
  { query = [], unasked = [], ...more }: More & { unasked?: readonly ('q' | 'sort')[] } = {},
): Operation =>
  nothing(id, path, who, 'list', { ...more, query: [...asked(unasked), ...query] }, ({ query: { q = '' } }) => {
    const parsed = parseHarborQuery(q)
    if (!parsed.ok) throw badRequest(parsed.message)
    return { kind: 'page', rows: [], total: 0 }
  })

const asked = (unasked: readonly string[]) => paged.filter((name) => !unasked.includes(name))

/** Something that is always the same, such as `[]`; without a body where there is none to tell. */
export function same(id: string, path: string, who: Who, body?: unknown, more: More = {}): Operation {
  const shape = body === undefined ? 'none' : Array.isArray(body) ? 'list' : 'object'
  return nothing(id, path, who, shape, more, () => (body === undefined ? empty : json(body)))
}

/** One of what there are none of: 404 for who might have looked at it. */
export const none = (id: string, path: string, who: Who, sentence: (input: Input) => string, more: More = {}) =>
  nothing(id, path, who, 'object', { ...more, refusals: [404, 422, ...(more.refusals ?? [])] }, (input) => {
    throw new ApiError(404, 'NOT_FOUND', sentence(input))
  })

/** 412 for who might have asked: there is nothing to do it with. */
export const impossible = (id: string, path: string, who: Who, sentence: string): Operation =>
  nothing(id, path, who, 'object', { refusals: [412] }, () => {
    throw new ApiError(412, 'PRECONDITION', sentence)
  })

function nothing(
  id: string,
  path: string,
  who: Who,
  shape: Operation['nothing'],
  { query, open, refusals = [], check }: More,
  answer: (input: Input) => Answer,
): Operation {
  const isInProject = path.includes('{project_name')
  return {
    id,
    method: 'GET',
    path,
    ...((who === 'anybody' || open) && { open: open ?? 'asked' }),
    ...(query && { query }),
    ...(path.includes('{project_name_or_id}') && { headers: named }),
    nothing: shape,
    success: 200,
    refusals: [
      ...new Set([
        ...(who.includes(':') ? [403] : []),
        ...(isInProject ? [404, 422] : []),
        ...(query ? [400, 422] : []),
        ...refusals,
      ]),
    ],
    run: async (input) => {
      const scope = input.project ? projectScope(input.project) : ({ kind: 'system' } as const)
      if (who !== 'anybody' && who !== 'signed-in') await refuseUnlessHarborLets(input.actor, who, scope)
      check?.(input)
      return answer(input)
    },
  }
}
