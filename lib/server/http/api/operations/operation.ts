import 'server-only'
import type { z } from 'zod'
import type { Actor } from '../../../rights/actor'
import type { ProjectRecord } from '../../../projects/find'
import type { Call } from '../../exchange/respond'
import type { Answer } from '../answers'
import type { schemas, SchemaName } from '../openapi-schemas'
import type { HeaderName, PathId, ProjectParameter, QueryName, QueryValues } from './parameters'

export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** What the router, the dispatcher, the API's description and the tests know of an operation. */
type Rules = {
  id: string
  method: Method
  /** A GET answers HEAD too, unless it changes something. */
  head?: false
  /** Nobody needs to be signed in: who calls is `asked` (wrong credentials are refused), or not even that. */
  open?: 'asked' | 'unasked'
  /** Not Harbor's: routed and guarded like all, but no part of what the API's description promises. */
  own?: true
  headers?: readonly HeaderName[]
  success: 200 | 201
  /** Of what is answered; `list` for an array of it. */
  answer?: SchemaName
  list?: true
  /** Of a part of Harbor that is not here: always the same JSON, or none. */
  nothing?: 'list' | 'object' | 'none'
  refusals: readonly number[]
}

/** A call as an operation gets it: checked as the table says, its caller known. */
type Input = {
  actor: Actor
  ids: Partial<Record<PathId, number>>
  /** All that stands in the path for its parameters, decoded. */
  texts: Readonly<Record<string, string>>
  project?: ProjectRecord
  query: Partial<QueryValues>
  body?: unknown
  /** The request itself, for the few that look at more of it. */
  http: Call
}

/** An operation of the API: adding one to its table adds it to the server, the description and the tests. */
export type Operation = Rules & {
  /** Below the API's base, with its parameters in braces. */
  path: string
  query?: readonly QueryName[]
  body?: { schema: SchemaName; optional?: true }
  // A method, not a property: each takes an input of its own, which the dispatcher makes by the rest of the object.
  run(input: Input): Promise<Answer>
}

type NamesIn<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never

/** What an operation with this path, these parameters and this body gets. */
type InputOf<Path extends string, Query extends QueryName, Body extends SchemaName> = Input & {
  ids: Record<Extract<NamesIn<Path>, PathId>, number>
  query: Pick<QueryValues, Query>
} & ([Extract<NamesIn<Path>, ProjectParameter>] extends [never] ? object : { project: ProjectRecord }) &
  ([Body] extends [never] ? object : { body: z.output<(typeof schemas)[Body]> })

/** Types what `run` gets by the rest of the operation. */
export const operation = <
  const Path extends string,
  const Query extends QueryName = never,
  const Body extends SchemaName = never,
>(
  given: Rules & {
    path: Path
    query?: readonly Query[]
    body?: { schema: Body; optional?: true }
    run(input: InputOf<Path, Query, Body>): Promise<Answer>
  },
): Operation => given
