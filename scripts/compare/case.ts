import type { Answer } from './answer'

/** Who sends a request: everybody but `admin`, `anonymous` and `wrong` is made for the comparison. */
export type Caller =
  | 'admin'
  /** A second system admin, for what nobody should try with the first. */
  | 'boss'
  | 'owner'
  | 'guest'
  | 'outsider'
  /** Of the private project, and of the system. */
  | 'robot'
  | 'systemRobot'
  | 'disabledRobot'
  /** May keep a project's members and robots. */
  | 'keeperRobot'
  /** Of an old Harbor: on our server alone, where one was made. */
  | 'legacyRobot'
  | 'wrong'
  | 'anonymous'

/** A request; `{names}` in its path, headers and body stand for what the servers call what was made, see world.ts. */
export type Ask = {
  method: string
  /** Below `/api/v2.0`, or from the root of the server where it begins with two slashes. */
  path: string
  /** The system admin, unless it says otherwise. */
  as?: Caller
  /** JSON, or a text that is sent as it is. */
  body?: unknown
  headers?: Record<string, string>
}

/** How much of two bodies must be alike: everything, what keys of what types there are, or nothing but object or list. */
export type Detail = 'values' | 'shape' | 'kind'

export type Case = Ask & {
  kind: 'good' | 'boundary' | 'bad'
  /** The id of our operation. */
  operation: string
  detail?: Detail
  /** Sent first, and not compared. A `201` of them, and of the request itself, gives its id to the name in `keep`. */
  before?: readonly (Ask & { keep?: string })[]
  keep?: string
  /** Sent last, and not compared: what one server did and the other refused is undone. */
  after?: readonly Ask[]
  /** A row of docs/manual/differences-from-harbor.md, and where in the answer if not in its status. */
  differs?: string
  at?: RegExp
  /** What holds of our answer besides the status of that row. */
  here?: (answer: Answer) => boolean
  /** Not for a Harbor: it would keep what was sent. */
  ownOnly?: true
}

export const withQuery = (path: string, query: string): string => `${path}${path.includes('?') ? '&' : '?'}${query}`
