'use server'

import { cookies } from 'next/headers'
import { changePasswordInput } from '@/lib/domain/user-schema'
import { currentSessionId } from '@/lib/server/auth/session'
import { sessionCookie } from '@/lib/server/auth/session-cookie'
import { changeOwnPassword } from '@/lib/server/users/change-password'
import { endOwnSessions } from '@/lib/server/users/end-sessions'
import { action } from './action-client'

export const changePasswordAction = action.inputSchema(changePasswordInput).action(async ({ parsedInput, ctx }) => {
  await changeOwnPassword(ctx.actor, { ...parsedInput, keepSession: await currentSessionId() })
})

/** Ends every session of who asks; the browser then has to go and sign in again. */
export const signOutEverywhereAction = action.action(async ({ ctx }) => {
  await endOwnSessions(ctx.actor)
  const jar = await cookies()
  jar.delete(sessionCookie)
})
