import 'server-only'
import type { RobotRequest } from '@/lib/domain/robot-request'
import type { RevealedSecret } from '@/lib/domain/robot-row'
import type { Actor } from '../rights/actor'
import { readsEveryProject, rightsIn } from '../rights/authorize'
import { change, type Target } from '../rights/change'
import { db, type Tx } from '../store/db'
import { isForeignKeyViolation, isUniqueViolation, Refusal } from '../errors'
import { findProject, projectScope, type ProjectRecord } from '../projects/find'
import { auditedRobot } from './audited-fields'
import { chosenOrGenerated } from '../secrets/chosen-secret'
import { insertRobot } from './insert'
import { storedGrants } from './requested-grants'
import { refuseBeyondCreator } from './within-creator'

export type NewApiRobot = RobotRequest & { name: string; disabled: boolean; secret?: string }
/** `secret` only where it was generated: a chosen one is not echoed. */
export type CreatedRobot = Omit<RevealedSecret, 'secret'> & { secret: string | null }

/**
 * Makes a robot of either level as the API asks for it; its own rules hold already (`checkRobotRequest`). In Harbor's
 * order: *forbidden* for who may not, or who would give more than it has; *not found* for a project that does not
 * exist; *conflict* for a name that is taken.
 */
export async function createRobotForApi(actor: Actor, input: NewApiRobot): Promise<CreatedRobot> {
  const secret = await chosenOrGenerated(input.secret, () => mayCreate(db(), actor, input))
  let project: ProjectRecord | null = null
  try {
    return await change(
      actor,
      'robot:create',
      'robot.create',
      async (tx) => {
        project = await projectOf(tx, actor, input)
        return target(input, project)
      },
      async (tx) => {
        const stored = secret.ready()
        if (input.level === 'project' && !project) throw missing()
        const grants = await storedGrants(tx, input.grants)
        refuseBeyondCreator(actor, grants)
        const { robot, name } = await insertRobot(tx, actor, { ...input, project }, stored, grants)
        const { id, createdAt, expiresAt } = robot
        return {
          result: {
            id,
            name,
            secret: secret.revealed,
            creationTime: createdAt.toISOString(),
            expiresAt: expiresAt === null ? null : Number(expiresAt),
          },
          resource: { type: 'robot', id, name, project: project ?? undefined },
          after: await auditedRobot(tx, robot, grants),
        }
      },
    )
  } catch (error) {
    if (isUniqueViolation(error)) throw taken(project, input.name)
    if (isForeignKeyViolation(error)) throw new Refusal('not-found', 'a project was deleted meanwhile', 'project-gone')
    throw error
  }
}

/** The project it is to live in, or null; *not found* at once for who may know that there is none. */
async function projectOf(tx: Tx, actor: Actor, { level, projectName }: NewApiRobot): Promise<ProjectRecord | null> {
  const project = projectName === null ? null : await findProject(tx, projectName)
  if (level === 'project' && !project && (await readsEveryProject(tx, actor))) throw missing()
  return project
}

/**
 * Who may not create anywhere learns nothing of projects: one that is missing is refused like one that is not theirs,
 * and only who could create in the system, or may read all projects, is told.
 */
function target({ level, name }: NewApiRobot, project: ProjectRecord | null): Target<null> {
  const inProject = level === 'project' && project !== null
  return {
    row: null,
    scope: inProject ? projectScope(project) : { kind: 'system' },
    resource: { type: 'robot', name, project: inProject ? { id: project.id, name: project.name } : undefined },
    seenWith: 'signed-in',
  }
}

async function mayCreate(tx: Tx, actor: Actor, input: NewApiRobot): Promise<boolean> {
  const project = input.projectName === null ? null : await findProject(tx, input.projectName)
  return (await rightsIn(tx, actor, target(input, project).scope)).may('robot:create')
}

const missing = (): Refusal => new Refusal('not-found', 'project not found')

const taken = (project: { id: number } | null, name: string): Refusal =>
  new Refusal('conflict', `robot account ${project?.id ?? 0}:${name} already exists`, 'robot-exists')
