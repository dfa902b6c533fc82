/** Keys of the `errors.codes` texts. */
export type ActionErrorCode =
  | 'UNAUTHORIZED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'STALE'
  | 'VALIDATION'
  | 'TOO_MANY_REQUESTS'
  | 'UNAVAILABLE'
  | 'INTERNAL'

/** Why an action did nothing. Show the text of `reason` where there is one, else that of `code`; `message` is English. */
export type ActionError = { code: ActionErrorCode; reason?: string; message: string }
