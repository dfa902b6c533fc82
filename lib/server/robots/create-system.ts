import 'server-only'
import type { Access } from '@/lib/domain/access'
import { fullName } from '@/lib/domain/robot-name'
import type { RevealedSecret } from '@/lib/domain/robot-row'
import type { CoveredProjects } from '@/lib/domain/system-robot-schema'
import { actorId, type Actor } from '../actor'
import { change, type Target } from '../change'
import { now } from '../clock'
import type { Tx } from '../db'
import { isForeignKeyViolation, isUniqueViolation, Refusal } from '../errors'
import { generateSecret, hashGenerated, type StoredSecret } from '../secret'
import { readSettings } from '../settings/read'
import { auditedState } from './audited-fields'
import { expiryFields } from './expiry-fields'
import { auditedGrants, projectsGone, wantedGrants, writeGrants } from './system-grants'
import { refuseBeyondCreator } from './within-creator'

/** Already parsed by `createSystemRobotInput`; no duration = the system's default. */
export type NewSystemRobot = {
  name: string
  description: string
  durationDays?: number
  systemAccess: readonly Access[]
  projects: CoveredProjects
}

/**
 * Makes a robot of the system and answers its generated secret: the only time it exists outside its hash. *Conflict*
 * when the name is taken or a project it is to cover is gone.
 */
export async function createSystemRobot(actor: Actor, input: NewSystemRobot): Promise<RevealedSecret> {
  const secret = generateSecret()
  const stored = hashGenerated(secret)
  try {
    return await change(
      actor,
      'robot:create',
      'robot.create',
      async () => target(input.name),
      async (tx) => {
        const grants = await wantedGrants(tx, input, [])
        refuseBeyondCreator(actor, grants)
        const { robot, name } = await insert(tx, actor, input, stored)
        await writeGrants(tx, robot.id, [], grants)
        return {
          result: {
            id: robot.id,
            name,
            secret,
            creationTime: robot.createdAt.toISOString(),
            expiresAt: robot.expiresAt === null ? null : Number(robot.expiresAt),
          },
          resource: { type: 'robot', id: robot.id, name },
          after: { ...auditedState(robot), ...(await auditedGrants(tx, grants)) },
        }
      },
    )
  } catch (error) {
    if (isForeignKeyViolation(error)) throw projectsGone()
    if (isUniqueViolation(error))
      throw new Refusal('conflict', `robot account ${input.name} already exists`, 'robot-exists')
    throw error
  }
}

const target = (name: string): Target<null> => ({
  row: null,
  scope: { kind: 'system' },
  resource: { type: 'robot', name },
  seenWith: 'signed-in',
})

async function insert(tx: Tx, actor: Actor, input: NewSystemRobot, stored: StoredSecret) {
  const settings = await readSettings(tx)
  const createdAt = now()
  const robot = await tx.robot.create({
    data: {
      level: 'system',
      name: input.name,
      loginName: input.name,
      description: input.description,
      ...expiryFields(createdAt, input.durationDays ?? settings.robotDurationDays),
      creatorType: actor.kind === 'robot' ? 'robot' : 'local',
      creatorRef: actorId(actor) ?? 0,
      createdAt,
      updatedAt: createdAt,
      secrets: { create: { ...stored, createdAt } },
    },
  })
  return { robot, name: fullName(settings.robotNamePrefix, null, robot.name) }
}
