import 'server-only'
import { headers } from 'next/headers'
import { createSafeActionClient } from 'next-safe-action'
import { isSameOrigin } from '@/lib/server/auth/same-origin'
import { currentActor } from '@/lib/server/auth/session'
import { Refusal } from '@/lib/server/errors'
import { actionBegins } from '@/lib/server/http/action-scope'
import { toActionError } from './to-action-error'

/**
 * What every action is made with: `action.inputSchema(schema).action(async ({ parsedInput, ctx }) => …)`. Only our own
 * pages may call, only who is signed in gets through (`ctx.actor`), input is parsed, and an error arrives in the
 * browser as an `ActionError`; what is wrong with a field as `validationErrors.fieldErrors`.
 */
export const action = createSafeActionClient({
  defaultValidationErrorsShape: 'flattened',
  handleServerError: toActionError,
})
  .use(async ({ next }) => {
    actionBegins()
    if (!isSameOrigin((await headers()).get('origin')))
      throw new Refusal('forbidden', 'the request came from another site')
    return next()
  })
  .use(async ({ next }) => {
    const actor = await currentActor()
    if (!actor) throw new Refusal('unauthorized', 'the session has ended')
    return next({ ctx: { actor } })
  })
