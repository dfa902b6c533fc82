'use server'

import { refresh } from 'next/cache'
import {
  cloneRobotsInput,
  createRobotInput,
  removeRobotsInput,
  setRobotDisabledInput,
  setRobotDurationsInput,
  setRobotsDisabledInput,
  updateRobotInput,
} from '@/lib/domain/robots/robot-schema'
import {
  cancelRotationInput,
  keepSecretInput,
  refreshSecretInput,
  retireSecretInput,
} from '@/lib/domain/secrets/robot-secret'
import { cancelRotation } from '@/lib/server/robots/cancel-rotation'
import { cloneRobot } from '@/lib/server/robots/clone'
import { createRobot } from '@/lib/server/robots/create'
import { keepSecret } from '@/lib/server/robots/keep-secret'
import { refreshSecret } from '@/lib/server/robots/refresh-secret'
import { removeRobot } from '@/lib/server/robots/remove'
import { retireSecret } from '@/lib/server/robots/retire-secret'
import { setRobotDisabled } from '@/lib/server/robots/set-disabled'
import { setRobotDuration } from '@/lib/server/robots/set-duration'
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

export const retireSecretAction = action.inputSchema(retireSecretInput).action(async ({ parsedInput, ctx }) => {
  await retireSecret(ctx.actor, parsedInput)
  refresh()
})

export const keepSecretAction = action.inputSchema(keepSecretInput).action(async ({ parsedInput, ctx }) => {
  await keepSecret(ctx.actor, parsedInput)
  refresh()
})

export const cancelRotationAction = action.inputSchema(cancelRotationInput).action(async ({ parsedInput, ctx }) => {
  await cancelRotation(ctx.actor, parsedInput)
  refresh()
})

// Each robot by itself: one that cannot be changed does not keep the others. They answer an error or null per id.

export const removeRobotsAction = action
  .inputSchema(removeRobotsInput)
  .action(({ parsedInput, ctx }) => each(parsedInput.ids, (id) => removeRobot(ctx.actor, id)))

export const setRobotsDisabledAction = action.inputSchema(setRobotsDisabledInput).action(({ parsedInput, ctx }) => {
  const { ids, disabled } = parsedInput
  return each(ids, (id) => setRobotDisabled(ctx.actor, { id, disabled }))
})

export const setRobotDurationsAction = action.inputSchema(setRobotDurationsInput).action(({ parsedInput, ctx }) => {
  const changes = new Map(parsedInput.robots.map((change) => [change.id, change]))
  return each([...changes.keys()], (id) => setRobotDuration(ctx.actor, changes.get(id)!))
})

/** Answers each clone's secret, its only way to the browser, or why there is none; 0 is where the robot itself is. */
export const cloneRobotsAction = action.inputSchema(cloneRobotsInput).action(async ({ parsedInput, ctx }) => {
  const { id, name, projects = [undefined] } = parsedInput
  const results = []
  for (const project of projects) {
    const made = cloneRobot(ctx.actor, { id, name, project })
    const result = await made.then((robot) => ({ robot, error: null }), failed)
    results.push({ id: project ?? 0, ...result })
  }
  refresh()
  return results
})

const failed = async (error: unknown) => ({ robot: null, error: await toActionError(error) })

async function each(ids: number[], verb: (id: number) => Promise<void>) {
  const results = []
  for (const id of ids) {
    const error = await verb(id).then(() => null, toActionError)
    results.push({ id, error })
  }
  refresh()
  return results
}
