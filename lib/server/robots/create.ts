import 'server-only'
import { encodeAccess, type Access } from '@/lib/domain/access'
import { fullName, loginName, maxLoginNameLength } from '@/lib/domain/robot-name'
import type { RevealedSecret } from '@/lib/domain/robot-row'
import { actorId, type Actor } from '../actor'
import { change } from '../change'
import { now } from '../clock'
import type { Tx } from '../db'
import { isForeignKeyViolation, isUniqueViolation, Refusal } from '../errors'
import { findProject, projectScope, type ProjectRecord } from '../projects/find'
import { generateSecret, hashGenerated, type StoredSecret } from '../secret'
import { readSettings } from '../settings/read'
import { auditedFields } from './audited-fields'
import { expiryFields } from './expiry-fields'

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
        const { robot, name } = await insert(tx, actor, project, input, stored)
        return {
          result: {
            id: robot.id,
            name,
            secret,
            creationTime: robot.createdAt.toISOString(),
            expiresAt: seconds(robot),
          },
          resource: { type: 'robot', id: robot.id, name, project: { id: project.id, name: project.name } },
          after: auditedFields(robot, input.access),
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

async function insert(tx: Tx, actor: Actor, project: ProjectRecord, input: NewProjectRobot, stored: StoredSecret) {
  const login = loginName(project.name, input.name)
  if (login.length > maxLoginNameLength) {
    throw new Refusal(
      'invalid',
      `the name with its project must not exceed ${maxLoginNameLength} characters`,
      'robot-name-long',
    )
  }
  const settings = await readSettings(tx)
  const createdAt = now()
  const durationDays = input.durationDays ?? settings.robotDurationDays
  const robot = await tx.robot.create({
    data: {
      level: 'project',
      projectId: project.id,
      name: input.name,
      loginName: login,
      description: input.description,
      ...expiryFields(createdAt, durationDays),
      creatorType: actor.kind === 'robot' ? 'robot' : 'local',
      creatorRef: actorId(actor) ?? 0,
      createdAt,
      updatedAt: createdAt,
      secrets: { create: { ...stored, createdAt } },
      grants: {
        create: {
          scope: 'project',
          scopeKey: String(project.id),
          projectId: project.id,
          access: encodeAccess(input.access),
        },
      },
    },
  })
  return { robot, name: fullName(settings.robotNamePrefix, project.name, robot.name) }
}

const seconds = ({ expiresAt }: { expiresAt: bigint | null }) => (expiresAt === null ? null : Number(expiresAt))
