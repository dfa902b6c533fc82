import 'server-only'
import type { Actor } from '../rights/actor'
import { change } from '../rights/change'
import { Refusal } from '../errors'
import { rememberDeletedLegacy } from './deleted-legacy'
import { auditedRobot } from './audited'
import { robotTarget } from './find'

/** Deletes a robot with its secrets and grants. Legacy robots too. *Not found* when somebody was faster. */
export async function removeRobot(actor: Actor, id: number): Promise<void> {
  await change(
    actor,
    'robot:delete',
    'robot.delete',
    (tx) => robotTarget(tx, id),
    async (tx, robot) => {
      const before = await auditedRobot(tx, robot)
      const { count } = await tx.robot.deleteMany({ where: { id } })
      if (count === 0) throw new Refusal('not-found', 'not found', 'robot-gone')
      await rememberDeletedLegacy(tx, robot)
      return { result: undefined, before }
    },
  )
}
