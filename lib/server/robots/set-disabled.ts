import 'server-only'
import type { Actor } from '../rights/actor'
import { change } from '../rights/change'
import { now } from '../clock'
import { Refusal } from '../errors'
import { robotTarget } from './find'

/** Disables or enables a robot: its secret stops, or starts again, with the next request. Repeating it is no error. */
export async function setRobotDisabled(
  actor: Actor,
  { id, disabled }: { id: number; disabled: boolean },
): Promise<void> {
  await change(
    actor,
    'robot:update',
    disabled ? 'robot.disable' : 'robot.enable',
    (tx) => robotTarget(tx, id),
    async (tx, robot) => {
      const { count } = await tx.robot.updateMany({ where: { id }, data: { disabled, updatedAt: now() } })
      if (count === 0) throw new Refusal('not-found', 'not found', 'robot-gone')
      return { result: undefined, before: { disabled: robot.disabled }, after: { disabled } }
    },
  )
}
