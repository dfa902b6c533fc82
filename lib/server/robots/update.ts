import 'server-only'
import { isMeant } from '@/lib/domain/permissions/grant'
import { expiryFields } from '@/lib/domain/robots/expiry'
import { type RobotEdit } from '@/lib/domain/robots/robot-schema'
import type { Actor } from '../rights/actor'
import { change } from '../rights/change'
import { now } from '../clock'
import type { Tx } from '../store/db'
import { isForeignKeyViolation, Refusal } from '../errors'
import { refuseSecrets } from '../secrets/secret'
import { auditedEdit } from './audited'
import { robotTarget, type RobotRecord } from './find'
import { projectGone, readGrants, wantedGrants, writeGrants } from './grants'

/**
 * Replaces description, duration, permissions and, where it is named, the state of a robot. A changed duration counts
 * from creation, as in Harbor, so it may end the robot at once. *Stale* when the robot was edited after `version`;
 * disabling and refreshing go on beside an edit, since each writes its own columns only. No robot gets here: none may
 * edit others.
 */
export async function updateRobot(actor: Actor, edit: RobotEdit): Promise<void> {
  try {
    await change(
      actor,
      'robot:update',
      'robot.update',
      (tx) => robotTarget(tx, edit.id),
      async (tx, robot) => {
        refuseLegacy(robot)
        refuseOtherHome(robot, edit)
        if (edit.level !== robot.level || (edit.fullName ?? robot.fullName) !== robot.fullName)
          throw new Refusal('invalid', 'cannot update the level or name of robot')
        if (edit.description !== robot.description) refuseSecrets({ description: edit.description })
        const written = await writeFields(tx, robot, edit)
        // After the version has been taken: nobody else writes these grants any more until we are done.
        const held = await readGrants(tx, robot.id)
        const wanted = await wantedGrants(tx, edit.grants, robot.project, held)
        await writeGrants(tx, robot.id, held, wanted)
        const [before, after] = [
          { robot, grants: held },
          { robot: written, grants: wanted },
        ]
        return { result: undefined, ...(await auditedEdit(tx, robot.level, before, after)) }
      },
    )
  } catch (error) {
    throw isForeignKeyViolation(error) ? projectGone(edit.level) : error
  }
}

export function refuseLegacy({ legacy }: { legacy: boolean }): void {
  if (legacy) throw new Refusal('forbidden', 'editing of legacy robot is not allowed', 'robot-legacy')
}

/** A robot stays where it is. Whether another project that an edit names exists is nobody's business here. */
export function refuseOtherHome({ project: home }: RobotRecord, { project }: Pick<RobotEdit, 'project'>): void {
  if (project === null || (home && isMeant(project, home))) return
  throw new Refusal('invalid', 'cannot update the project id of robot')
}

async function writeFields(tx: Tx, robot: RobotRecord, edit: RobotEdit) {
  const { version = robot.version, description, disabled, durationDays = robot.durationDays } = edit
  const { mayRotate = robot.mayRotateSince !== null } = edit
  const fields = {
    description,
    ...(disabled === undefined ? {} : { disabled }),
    // Since when it may stays, too.
    ...(mayRotate === (robot.mayRotateSince !== null) ? {} : { mayRotateSince: mayRotate ? now() : null }),
    ...(durationDays === robot.durationDays ? {} : expiryFields(robot.createdAt, durationDays)),
  }
  const { count } = await tx.robot.updateMany({
    where: { id: robot.id, version },
    data: { ...fields, version: { increment: 1 }, updatedAt: now() },
  })
  if (count === 0) throw new Refusal('stale', 'the robot account was changed meanwhile', 'robot-changed')
  return { ...robot, ...fields }
}
