import 'server-only'
import { encodeAccess, type Access } from '@/lib/domain/access'
import type { RevealedSecret } from '@/lib/domain/robot-row'
import type { Actor } from '../rights/actor'
import { change } from '../rights/change'
import type { Tx } from '../store/db'
import { isForeignKeyViolation, isUniqueViolation, Refusal } from '../errors'
import { findProject, projectScope } from '../projects/find'
import { generateSecret, hashGenerated } from '../secrets/secret'
import { auditedRobot } from './audited-fields'
import { insertRobot } from './insert'
import type { StoredGrant } from './system-grants'
import { refuseBeyondCreator } from './within-creator'

/** Already parsed by `createProjectRobotInput`; no duration = the system's default. */
export type NewProjectRobot = {
  project: string
  name: string
  description: string
  durationDays?: number
  access: readonly Access[]
}

/** Makes a robot in a project and answers its generated secret: the only time it exists outside its hash. */
export async function createProjectRobot(actor: Actor, input: NewProjectRobot): Promise<RevealedSecret> {
  const secret = generateSecret()
  const stored = hashGenerated(secret)
  try {
    return await change(
      actor,
      'robot:create',
      'robot.create',
      (tx) => target(tx, input.project),
      async (tx, project) => {
        const grants = [projectGrant(project, input.access)]
        refuseBeyondCreator(actor, grants)
        const { robot, name } = await insertRobot(tx, actor, { ...input, level: 'project', project }, stored, grants)
        return {
          result: {
            id: robot.id,
            name,
            secret,
            creationTime: robot.createdAt.toISOString(),
            expiresAt: seconds(robot),
          },
          resource: { type: 'robot', id: robot.id, name, project: { id: project.id, name: project.name } },
          after: await auditedRobot(tx, robot, grants),
        }
      },
    )
  } catch (error) {
    if (isUniqueViolation(error))
      throw new Refusal('conflict', `robot account ${input.name} already exists`, 'robot-exists')
    if (isForeignKeyViolation(error))
      throw new Refusal('not-found', 'the project was deleted meanwhile', 'project-gone')
    throw error
  }
}

async function target(tx: Tx, name: string) {
  const project = await findProject(tx, name)
  if (!project) return null
  const resource = { type: 'project' as const, id: project.id, name, project: { id: project.id, name } }
  return { row: project, scope: projectScope(project), resource, seenWith: 'project:read' as const }
}

const projectGrant = ({ id }: { id: number }, access: readonly Access[]): StoredGrant => ({
  scope: 'project',
  scopeKey: String(id),
  projectId: id,
  access: encodeAccess(access),
})

const seconds = ({ expiresAt }: { expiresAt: bigint | null }) => (expiresAt === null ? null : Number(expiresAt))
