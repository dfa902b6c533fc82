'use server'

import { refresh } from 'next/cache'
import {
  createUserInput,
  removeUserInput,
  resetPasswordInput,
  setUserAdminInput,
  setUserDisabledInput,
  updateUserInput,
} from '@/lib/domain/users/user-schema'
import { createUser } from '@/lib/server/users/create'
import { removeUser } from '@/lib/server/users/remove'
import { resetUserPassword } from '@/lib/server/users/reset-password'
import { setUserAdmin } from '@/lib/server/users/set-admin'
import { setUserDisabled } from '@/lib/server/users/set-disabled'
import { updateProfile } from '@/lib/server/users/update-profile'
import { action } from './action-client'

/** Answers the password when it was generated: its only way to the browser. */
export const createUserAction = action.inputSchema(createUserInput).action(async ({ parsedInput, ctx }) => {
  const { password } = await createUser(ctx.actor, parsedInput)
  refresh()
  return password === null ? null : { username: parsedInput.username, password }
})

export const updateUserAction = action.inputSchema(updateUserInput).action(async ({ parsedInput, ctx }) => {
  const { id, ...change } = parsedInput
  await updateProfile(ctx.actor, id, change)
  refresh()
})

/** Answers the password when it was generated, null when it was chosen. */
export const resetPasswordAction = action.inputSchema(resetPasswordInput).action(async ({ parsedInput, ctx }) => {
  const revealed = await resetUserPassword(ctx.actor, parsedInput)
  refresh()
  return revealed
})

export const setUserAdminAction = action.inputSchema(setUserAdminInput).action(async ({ parsedInput, ctx }) => {
  await setUserAdmin(ctx.actor, parsedInput)
  refresh()
})

export const setUserDisabledAction = action.inputSchema(setUserDisabledInput).action(async ({ parsedInput, ctx }) => {
  await setUserDisabled(ctx.actor, parsedInput)
  refresh()
})

export const removeUserAction = action.inputSchema(removeUserInput).action(async ({ parsedInput, ctx }) => {
  await removeUser(ctx.actor, parsedInput.id)
  refresh()
})
