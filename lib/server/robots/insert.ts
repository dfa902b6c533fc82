import 'server-only'
import { fullName, loginName, maxLoginNameLength } from '@/lib/domain/robot-name'
import type { PermissionLevel } from '@/lib/domain/permission-catalog'
import { actorId, type Actor } from '../rights/actor'
import { now } from '../clock'
import type { Tx } from '../store/db'
import { Refusal } from '../errors'
import { refuseSecrets } from '../secrets/refuse-secrets'
import type { StoredSecret } from '../secrets/secret'
import { readSettings } from '../settings/read'
import { writeGrants, type StoredGrant } from './system-grants'
import { expiryWithinCreator } from './within-creator'

export type RobotFields = {
  level: PermissionLevel
  /** null for a robot of the system. */
  project: { id: number; name: string } | null
  name: string
  description: string
  /** None = the system's default, as far as the creator lives. */
  durationDays?: number
  disabled?: boolean
}

/**
 * Adds a robot with its secret and its grants, in the caller's transaction, and answers it with its full name.
 * *Forbidden* when it would outlive the robot that makes it.
 */
export async function insertRobot(
  tx: Tx,
  actor: Actor,
  { level, project, name, description, durationDays, disabled = false }: RobotFields,
  stored: StoredSecret,
  grants: readonly StoredGrant[],
) {
  const login = loginName(project?.name ?? null, name)
  if (login.length > maxLoginNameLength) throw tooLong()
  refuseSecrets({ description })
  const settings = await readSettings(tx)
  const createdAt = now()
  const duration = { createdAt, asked: durationDays, usual: settings.robotDurationDays }
  const robot = await tx.robot.create({
    data: {
      level,
      projectId: project?.id ?? null,
      name,
      loginName: login,
      description,
      ...(await expiryWithinCreator(tx, actor, duration)),
      disabled,
      creatorType: actor.kind === 'robot' ? 'robot' : 'local',
      creatorRef: actorId(actor) ?? 0,
      createdAt,
      updatedAt: createdAt,
    },
  })
  await tx.robotSecret.create({ data: { robotId: robot.id, ...stored, createdAt } })
  await writeGrants(tx, robot.id, [], grants)
  return { robot, name: fullName(settings.robotNamePrefix, project?.name ?? null, name) }
}

const tooLong = (): Refusal =>
  new Refusal(
    'invalid',
    `the name with its project must not exceed ${maxLoginNameLength} characters`,
    'robot-name-long',
  )
