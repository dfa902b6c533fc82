import 'server-only'
import { checkRobotRequest, type RobotRequest } from '@/lib/domain/robot-request'
import type { WireRobotRequest } from '@/lib/domain/wire/robot'
import type { Actor } from '../rights/actor'
import { change } from '../rights/change'
import { now } from '../clock'
import { db, type Tx } from '../store/db'
import { isForeignKeyViolation, Refusal } from '../errors'
import { refuseSecrets } from '../secrets/refuse-secrets'
import { readSettings } from '../settings/read'
import { auditedEdit } from './audited-fields'
import { expiryFields } from './expiry-fields'
import { robotFullName, robotTarget, type RobotRecord } from './find'
import { readableRobot } from './readable'
import { storedGrants } from './requested-grants'
import { saysOnlyState } from './says-only-state'
import { setRobotDisabled } from './set-disabled'
import { readGrants, writeGrants } from './system-grants'
import { refuseBeyondCreator } from './within-creator'

export type ApiRobotUpdate = Omit<WireRobotRequest, 'secret'>

/**
 * Replaces description, state, duration and permissions of a robot, as the API's PUT does: what is left out is emptied,
 * but a duration left out stays. A changed one counts from creation. In Harbor's order: *not found* for who may not
 * read it, *forbidden* for a legacy robot, *invalid* for what the body says, *forbidden* for who may not update. A body
 * that says nothing but whether the robot is disabled only disables or enables it, whatever the rest of it is.
 */
export async function updateRobotForApi(actor: Actor, id: number, body: ApiRobotUpdate): Promise<void> {
  const readable = await readableRobot(actor, id)
  const { robotNamePrefix } = await readSettings(db())
  const { disable: disabled } = body
  if (disabled !== undefined && (await saysOnlyState(db(), readable, robotFullName(robotNamePrefix, readable), body)))
    return setRobotDisabled(actor, { id, disabled })
  if (readable.legacy) throw legacy()
  const checked = checkRobotRequest(body)
  if (!checked.ok) throw new Refusal('invalid', checked.message)
  refuseOtherProject(readable, checked.value)
  try {
    await change(
      actor,
      'robot:update',
      'robot.update',
      (tx) => robotTarget(tx, robotNamePrefix, id),
      async (tx, robot) => {
        if (body.level !== robot.level || body.name !== robotFullName(robotNamePrefix, robot))
          throw new Refusal('invalid', 'cannot update the level or name of robot')
        return replace(tx, actor, robot, { ...checked.value, disabled: body.disable ?? false })
      },
    )
  } catch (error) {
    if (isForeignKeyViolation(error)) throw new Refusal('not-found', 'a project was deleted meanwhile', 'project-gone')
    throw error
  }
}

async function replace(tx: Tx, actor: Actor, robot: RobotRecord, wanted: RobotRequest & { disabled: boolean }) {
  const grants = await storedGrants(tx, wanted.grants)
  refuseBeyondCreator(actor, grants)
  const { durationDays = robot.durationDays, description, disabled } = wanted
  if (description !== robot.description) refuseSecrets({ description })
  // The version read in this transaction: of two edits at the same moment one is told that it came too late.
  const { count } = await tx.robot.updateMany({
    where: { id: robot.id, version: robot.version },
    data: {
      description,
      disabled,
      version: { increment: 1 },
      updatedAt: now(),
      ...(durationDays === robot.durationDays ? {} : expiryFields(robot.createdAt, durationDays)),
    },
  })
  if (count === 0) throw new Refusal('stale', 'the robot account was changed meanwhile', 'robot-changed')
  const held = await readGrants(tx, robot.id)
  await writeGrants(tx, robot.id, held, grants)
  const written = await tx.robot.findUniqueOrThrow({ where: { id: robot.id } })
  return {
    result: undefined,
    ...(await auditedEdit(tx, robot.level, { robot, grants: held }, { robot: written, grants })),
  }
}

/** A robot stays where it is. Whether another project that it names exists is nobody's business here. */
function refuseOtherProject(robot: RobotRecord, { projectName }: RobotRequest): void {
  if (projectName === null || projectName === robot.project?.name) return
  throw new Refusal('invalid', 'cannot update the project id of robot')
}

const legacy = (): Refusal => new Refusal('forbidden', 'editing of legacy robot is not allowed', 'robot-legacy')
