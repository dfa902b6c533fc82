import 'server-only'
import { asRefusal, type ErrorKind, type RefusalReason } from '../../errors'
import { asUnavailable } from '../../unavailable'

/** A failure in Harbor's terms: what a client of the API or of the token service sees of it. */
export type WireError = { status: number; code: string; message: string; retryAfterSeconds?: number }

const statuses: Record<ErrorKind, { status: number; code: string }> = {
  unauthorized: { status: 401, code: 'UNAUTHORIZED' },
  forbidden: { status: 403, code: 'FORBIDDEN' },
  'not-found': { status: 404, code: 'NOT_FOUND' },
  conflict: { status: 409, code: 'CONFLICT' },
  stale: { status: 409, code: 'CONFLICT' },
  invalid: { status: 400, code: 'BAD_REQUEST' },
  'too-many-requests': { status: 429, code: 'TOO_MANY_REQUEST' },
  unavailable: { status: 503, code: 'UNKNOWN' },
}

/** Harbor says DENIED, not FORBIDDEN, where the rights would do but what is asked is never allowed. */
const deniedReasons = new Set<RefusalReason | undefined>(['robot-legacy', 'robot-beyond-creator'])

/** A refusal that only this transport makes, such as 405 and 422. Told apart by its name, like `Refusal`. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

/** What the API layer answers to a parameter of the wrong type or range. */
export const unprocessable = (...sentences: string[]): ApiError =>
  new ApiError(422, 'UNPROCESSABLE_ENTITY', ['validation failure list:', ...sentences].join('\n'))

export const badRequest = (sentence: string): ApiError => new ApiError(400, 'BAD_REQUEST', sentence)

/** What to tell of any error. A fault of ours keeps its text to itself; `isFault` says that the log should have it. */
export function toWireError(thrown: unknown): WireError & { isFault: boolean } {
  if ((thrown as Partial<ApiError> | null)?.name === 'ApiError') {
    const { status, code, message } = thrown as ApiError
    return { status, code, message, isFault: false }
  }
  const refusal = asRefusal(asUnavailable(thrown))
  if (!refusal) return { status: 500, code: 'UNKNOWN', message: 'internal server error', isFault: true }
  const { kind, message, reason, retryAfterSeconds } = refusal
  const denied = kind === 'forbidden' && deniedReasons.has(reason) ? { code: 'DENIED' } : {}
  // An overload, which has no cause, is none, and a line for each of its refusals would add to it.
  const isFault = kind === 'unavailable' && refusal.cause !== undefined
  return { ...statuses[kind], ...denied, message, retryAfterSeconds, isFault }
}

/** Harbor's error body, with the line end it sends. */
export const errorBody = ({ code, message }: WireError): string =>
  `${JSON.stringify({ errors: [{ code, message }] })}\n`
