import 'server-only'
import { encodeAccess, type Access } from '@/lib/domain/access'
import type { Actor } from '../rights/actor'
import { change } from '../rights/change'
import { now } from '../clock'
import { db, type Tx } from '../store/db'
import { Refusal } from '../errors'
import { refuseSecrets } from '../secrets/refuse-secrets'
import { readSettings } from '../settings/read'
import { auditedEdit } from './audited-fields'
import { expiryFields } from './expiry-fields'
import { robotTarget, type RobotRecord } from './find'
import { readGrants } from './system-grants'

/** Already parsed by `updateRobotInput`. */
export type RobotEdit = {
  id: number
  version: number
  description: string
  durationDays: number
  access: readonly Access[]
}

/**
 * Replaces description, duration and permissions of a project robot. A duration counts from creation, as in Harbor,
 * so it may end the robot at once. *Stale* when the robot was edited after `version`; disabling and refreshing go on
 * beside an edit, since each writes its own columns only.
 */
export async function updateRobot(actor: Actor, edit: RobotEdit): Promise<void> {
  const { robotNamePrefix } = await readSettings(db())
  await change(
    actor,
    'robot:update',
    'robot.update',
    (tx) => robotTarget(tx, robotNamePrefix, edit.id),
    async (tx, robot) => {
      if (robot.level !== 'project') throw new Refusal('invalid', 'this is no robot account of a project')
      if (robot.legacy) throw new Refusal('forbidden', 'editing of legacy robot is not allowed', 'robot-legacy')
      if (edit.description !== robot.description) refuseSecrets({ description: edit.description })
      const held = await readGrants(tx, robot.id)
      const access = encodeAccess(edit.access)
      await write(tx, robot, edit, access)
      const written = await tx.robot.findUniqueOrThrow({ where: { id: robot.id } })
      const wanted = held.map((grant) => (grant.scope === 'project' ? { ...grant, access } : grant))
      const audited = await auditedEdit(tx, 'project', { robot, grants: held }, { robot: written, grants: wanted })
      return { result: undefined, ...audited }
    },
  )
}

async function write(tx: Tx, robot: RobotRecord, edit: RobotEdit, access: string) {
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
  await tx.robotGrant.updateMany({
    where: { robotId: robot.id, scope: 'project' },
    data: { access },
  })
}
