import 'server-only'
import { headers } from 'next/headers'
import { createSafeActionClient } from 'next-safe-action'
import type { ActionError, ActionErrorCode } from '@/lib/domain/action-error'
import { requestSource } from '@/lib/server/auth/request-source'
import { isSameOrigin } from '@/lib/server/auth/same-origin'
import { currentActor } from '@/lib/server/auth/session'
import { asRefusal, Refusal, type ErrorKind } from '@/lib/server/errors'
import { actionBegins } from '@/lib/server/http/pages/action-scope'
import { log } from '@/lib/server/log'
import { asUnavailable } from '@/lib/server/unavailable'

/** For who need not be signed in: only our own pages may call, and the rest is as for `action`. */
export const openAction = createSafeActionClient({
  defaultValidationErrorsShape: 'flattened',
  handleServerError: toActionError,
}).use(async ({ next }) => {
  actionBegins()
  if (!isSameOrigin((await headers()).get('origin')))
    throw new Refusal('forbidden', 'the request came from another site')
  return next()
})

/**
 * What every other action is made with: `action.inputSchema(schema).action(async ({ parsedInput, ctx }) => …)`. Only our
 * own pages may call, only who is signed in gets through (`ctx.actor`), input is parsed, and an error arrives in the
 * browser as an `ActionError`; what is wrong with a field as `validationErrors.fieldErrors`.
 */
export const action = openAction.use(async ({ next }) => {
  const actor = await currentActor()
  if (!actor) throw new Refusal('unauthorized', 'the session has ended')
  return next({ ctx: { actor } })
})

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
