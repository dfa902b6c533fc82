'use server'

import { refresh } from 'next/cache'
import { cookies } from 'next/headers'
import { z } from 'zod'
import { changePasswordInput, updateOwnProfileInput } from '@/lib/domain/users/user-schema'
import { locales, parseTimeZone } from '@/lib/i18n/locales'
import { actorId } from '@/lib/server/rights/actor'
import { currentSessionId } from '@/lib/server/auth/session'
import { sessionCookie } from '@/lib/server/auth/session-cookie'
import { changeOwnPassword } from '@/lib/server/users/change-password'
import { endOwnSessions } from '@/lib/server/users/end-sessions'
import { ownProfile } from '@/lib/server/users/own-profile'
import { keepPreferences, ownPreferences } from '@/lib/server/users/preferences'
import { updateProfile } from '@/lib/server/users/update-profile'
import { action } from './action-client'

export const changePasswordAction = action.inputSchema(changePasswordInput).action(async ({ parsedInput, ctx }) => {
  await changeOwnPassword(ctx.actor, { ...parsedInput, keepSession: await currentSessionId() })
})

export const updateOwnProfileAction = action.inputSchema(updateOwnProfileInput).action(async ({ parsedInput, ctx }) => {
  const { present, ...change } = parsedInput
  const proof = present === undefined ? undefined : { present }
  await updateProfile(ctx.actor, actorId(ctx.actor) ?? 0, { ...change, proof })
  refresh()
})

/** What the dialog of one's own profile shows. */
export const ownProfileAction = action.action(async ({ ctx }) => ownProfile(ctx.actor))

/** Ends every session of who asks; the browser then has to go and sign in again. */
export const signOutEverywhereAction = action.action(async ({ ctx }) => {
  await endOwnSessions(ctx.actor)
  const jar = await cookies()
  jar.delete(sessionCookie)
})

const preferences = z.object({ language: z.enum(locales).optional(), timeZone: z.string().max(64).optional() })

/** Keeps language and time zone with who is signed in. */
export const keepPreferencesAction = action.inputSchema(preferences).action(async ({ parsedInput, ctx }) => {
  const { language, timeZone } = parsedInput
  await keepPreferences(ctx.actor, { language, timeZone: timeZone && parseTimeZone(timeZone) })
})

/** What was kept, for a browser in which nothing was chosen yet. */
export const ownPreferencesAction = action.action(async ({ ctx }) => ownPreferences(ctx.actor))
