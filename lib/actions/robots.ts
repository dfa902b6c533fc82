'use server'

import { refresh } from 'next/cache'
import {
  createRobotInput,
  refreshSecretInput,
  removeRobotsInput,
  setRobotDisabledInput,
  updateRobotInput,
} from '@/lib/domain/robot-schema'
import { createRobot } from '@/lib/server/robots/create'
import { refreshSecret } from '@/lib/server/robots/refresh-secret'
import { removeRobot } from '@/lib/server/robots/remove'
import { setRobotDisabled } from '@/lib/server/robots/set-disabled'
import { updateRobot } from '@/lib/server/robots/update'
import { action, toActionError } from './action-client'

/** Answers the generated secret: its only way to the browser. */
export const createRobotAction = action.inputSchema(createRobotInput).action(async ({ parsedInput, ctx }) => {
  const revealed = await createRobot(ctx.actor, parsedInput)
  refresh()
  return revealed
})

export const updateRobotAction = action.inputSchema(updateRobotInput).action(async ({ parsedInput, ctx }) => {
  await updateRobot(ctx.actor, parsedInput)
  refresh()
})

export const setRobotDisabledAction = action.inputSchema(setRobotDisabledInput).action(async ({ parsedInput, ctx }) => {
  await setRobotDisabled(ctx.actor, parsedInput)
  refresh()
})

/** Answers the secret when it was generated, null when it was chosen. */
export const refreshSecretAction = action.inputSchema(refreshSecretInput).action(async ({ parsedInput, ctx }) => {
  const revealed = await refreshSecret(ctx.actor, parsedInput)
  refresh()
  return revealed
})

/** Each robot by itself: one that cannot be deleted does not keep the others. Answers an error or null per id. */
export const removeRobotsAction = action.inputSchema(removeRobotsInput).action(async ({ parsedInput, ctx }) => {
  const results = []
  for (const id of parsedInput.ids) {
    const error = await removeRobot(ctx.actor, id).then(() => null, toActionError)
    results.push({ id, error })
  }
  refresh()
  return results
})
