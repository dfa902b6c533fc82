import 'server-only'
import type { Access } from '@/lib/domain/access'
import type { RevealedSecret } from '@/lib/domain/robot-row'
import type { CoveredProjects } from '@/lib/domain/system-robot-schema'
import type { Actor } from '../rights/actor'
import { change, type Target } from '../rights/change'
import { isForeignKeyViolation, isUniqueViolation, Refusal } from '../errors'
import { generateSecret, hashGenerated } from '../secrets/secret'
import { auditedRobot } from './audited-fields'
import { insertRobot } from './insert'
import { projectsGone, wantedGrants } from './system-grants'
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
        const fields = { ...input, level: 'system' as const, project: null }
        const { robot, name } = await insertRobot(tx, actor, fields, stored, grants)
        return {
          result: {
            id: robot.id,
            name,
            secret,
            creationTime: robot.createdAt.toISOString(),
            expiresAt: robot.expiresAt === null ? null : Number(robot.expiresAt),
          },
          resource: { type: 'robot', id: robot.id, name },
          after: await auditedRobot(tx, robot, grants),
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
