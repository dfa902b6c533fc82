import 'server-only'
import type { Access } from '@/lib/domain/access'
import type { CoveredProjects } from '@/lib/domain/system-robot-schema'
import type { Actor } from '../rights/actor'
import { change } from '../rights/change'
import { now } from '../clock'
import { db, type Tx } from '../store/db'
import { isForeignKeyViolation, Refusal } from '../errors'
import { refuseSecrets } from '../secrets/refuse-secrets'
import { readSettings } from '../settings/read'
import { auditedEdit } from './audited-fields'
import { expiryFields } from './expiry-fields'
import { robotTarget, type RobotRecord } from './find'
import { projectsGone, readGrants, wantedGrants, writeGrants } from './system-grants'

/** Already parsed by `updateSystemRobotInput`. */
export type SystemRobotEdit = {
  id: number
  version: number
  description: string
  durationDays: number
  systemAccess: readonly Access[]
  projects: CoveredProjects
}

/**
 * Replaces description, duration and permissions of a system robot. A selection of projects counts from what the robot
 * holds. *Stale* when the robot was edited after `version`, *conflict* when a project it names is gone.
 */
export async function updateSystemRobot(actor: Actor, edit: SystemRobotEdit): Promise<void> {
  const { robotNamePrefix } = await readSettings(db())
  try {
    await change(
      actor,
      'robot:update',
      'robot.update',
      (tx) => robotTarget(tx, robotNamePrefix, edit.id),
      async (tx, robot) => {
        if (robot.level !== 'system') throw new Refusal('invalid', 'this is no robot account of the system')
        if (robot.legacy) throw new Refusal('forbidden', 'editing of legacy robot is not allowed', 'robot-legacy')
        if (edit.description !== robot.description) refuseSecrets({ description: edit.description })
        await writeFields(tx, robot, edit)
        // After the version has been taken: nobody else writes these grants any more until we are done.
        const held = await readGrants(tx, robot.id)
        const wanted = await wantedGrants(tx, edit, held)
        await writeGrants(tx, robot.id, held, wanted)
        const written = await tx.robot.findUniqueOrThrow({ where: { id: robot.id } })
        const audited = await auditedEdit(tx, 'system', { robot, grants: held }, { robot: written, grants: wanted })
        return { result: undefined, ...audited }
      },
    )
  } catch (error) {
    throw isForeignKeyViolation(error) ? projectsGone() : error
  }
}

async function writeFields(tx: Tx, robot: RobotRecord, edit: SystemRobotEdit): Promise<void> {
  const { count } = await tx.robot.updateMany({
    where: { id: robot.id, version: edit.version },
    data: {
      description: edit.description,
      version: { increment: 1 },
      updatedAt: now(),
      ...(edit.durationDays === robot.durationDays ? {} : expiryFields(robot.createdAt, edit.durationDays)),
    },
  })
  if (count === 0) throw new Refusal('stale', 'the robot account was changed meanwhile', 'robot-changed')
}
