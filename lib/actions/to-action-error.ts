import 'server-only'
import type { ActionError, ActionErrorCode } from '@/lib/domain/action-error'
import { requestSource } from '@/lib/server/auth/request-source'
import { asRefusal, type ErrorKind } from '@/lib/server/errors'
import { log } from '@/lib/server/log'
import { asUnavailable } from '@/lib/server/unavailable'

const codes: Record<ErrorKind, ActionErrorCode> = {
  unauthorized: 'UNAUTHORIZED',
  forbidden: 'FORBIDDEN',
  'not-found': 'NOT_FOUND',
  conflict: 'CONFLICT',
  stale: 'STALE',
  invalid: 'VALIDATION',
  'too-many-requests': 'TOO_MANY_REQUESTS',
  unavailable: 'UNAVAILABLE',
}

/** What the browser learns of an error: a refusal in full, of anything else only that it happened. */
export async function toActionError(error: unknown): Promise<ActionError> {
  const refusal = asRefusal(asUnavailable(error))
  if (!refusal || refusal.kind === 'unavailable') {
    const { requestId } = await requestSource()
    log().error({ err: refusal?.cause ?? error, requestId }, 'an action failed')
  }
  if (!refusal) return { code: 'INTERNAL', message: 'internal server error' }
  const { kind, reason, message } = refusal
  return { code: codes[kind], reason, message }
}
