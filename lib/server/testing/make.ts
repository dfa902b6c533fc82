import 'server-only'
import { parseAccessKey, type Access } from '@/lib/domain/permissions/access'
import type { Role } from '@/lib/domain/permissions/role'
import type { CoveredProjects } from '@/lib/domain/robots/robot-schema'
import { projectRobotSpec, systemRobotSpec } from '@/lib/domain/robots/robot-schema'
import type { Actor } from '../rights/actor'
import { flushDenials } from '../rights/record-denial'
import { now } from '../clock'
import { db } from '../store/db'
import { createRobot } from '../robots/create'
import { hashChosen } from '../secrets/stored-secret'
import { unique } from './database'

type User = Extract<Actor, { kind: 'user' }>

/** Rows for tests, straight into the database: what a test is about goes through the verbs. */
export async function makeUser(fields: { isAdmin?: boolean; disabled?: boolean } = {}) {
  const at = now()
  const user = await db().user.create({
    data: { username: unique('user'), passwordHash: '', createdAt: at, updatedAt: at, ...fields },
  })
  const actor: User = { kind: 'user', id: user.id, name: user.username }
  return { ...user, actor }
}

/** A project with a project admin of its own. */
export async function makeProject(fields: { public?: boolean } = {}) {
  const admin = await makeUser()
  const at = now()
  const project = await db().project.create({
    data: { name: unique('project'), ownerId: admin.id, createdAt: at, updatedAt: at, ...fields },
  })
  await addMember(project.id, admin.id, 'projectAdmin')
  return { ...project, admin: admin.actor }
}

export async function addMember(projectId: number, userId: number, role: Role): Promise<void> {
  await db().projectMember.create({ data: { projectId, userId, role, createdAt: now(), updatedAt: now() } })
}

/** A user with this role in the project. */
export async function makeMember(projectId: number, role: Role): Promise<User> {
  const user = await makeUser()
  await addMember(projectId, user.id, role)
  return user.actor
}

/** A user who can sign in with `password`; with a role in a project if one is named. */
export async function makeSigner(
  fields: { isAdmin?: boolean; disabled?: boolean; role?: Role; projectId?: number } = {},
) {
  const { role, projectId, ...flags } = fields
  const user = await makeUser(flags)
  const password = 'Right-password-1'
  const { hash } = await hashChosen(password)
  await db().user.update({ where: { id: user.id }, data: { passwordHash: hash } })
  if (role && projectId !== undefined) await addMember(projectId, user.id, role)
  return { ...user, password }
}

const pull = [parseAccessKey('repository:pull')]
type RobotFields = { name?: string; description?: string; durationDays?: number; access?: Access[] }

/** The part of a spec that says where a robot is and what it may do, in a project. */
export const inProject = ({ name }: { name: string }, access = pull) =>
  projectRobotSpec({ level: 'project', project: name, description: '', access })

/** The same in the system; in no project unless some are named. */
export const inSystem = (access: Access[], projects: CoveredProjects = selected([])) =>
  systemRobotSpec({ level: 'system', systemAccess: access, description: '', projects })

/** These projects with this access, as a form selects them. */
export const selected = (projects: number[], access = pull, unselected: number[] = []) =>
  ({
    kind: 'selected',
    selection: { overrides: projects.length > 0 ? [{ access, projects }] : [], unselected },
  }) satisfies CoveredProjects

/** A robot with its secret, made by the project's admin. */
export const makeRobot = (project: { name: string; admin: Actor }, { access, ...fields }: RobotFields = {}) =>
  createRobot(project.admin, { ...inProject(project, access), name: unique('bot'), durationDays: 30, ...fields })

type SystemRobotFields = RobotFields & { projects?: CoveredProjects }
export const makeSystemRobot = (actor: Actor, { access = [], projects, ...fields }: SystemRobotFields) =>
  createRobot(actor, { ...inSystem(access, projects), name: unique('bot'), durationDays: 30, ...fields })

/** The audit rows about one robot, oldest first. */
export async function auditOfRobot(id: number) {
  await flushDenials('ended')
  return db().auditEvent.findMany({ where: { resourceType: 'robot', resourceId: id }, orderBy: { id: 'asc' } })
}
