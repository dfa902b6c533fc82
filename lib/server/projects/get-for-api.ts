import 'server-only'
import { isRole, roleIds, type Role } from '@/lib/domain/permissions/role'
import type { Actor } from '../rights/actor'
import { rightsToRead } from '../rights/authorize'
import { db } from '../store/db'
import { Refusal } from '../errors'
import { asTarget, type ProjectRecord } from './find'
import { findApiProjects, type ApiProject } from './list-for-api'

/** A project as the API shows it: a public one to anybody, others to who may read them. */
export async function getProjectForApi(actor: Actor, project: ProjectRecord): Promise<ApiProject> {
  if (!isOpen(actor, project)) await rightsToRead(actor, 'project:read', asTarget(project))
  const [found] = await findApiProjects(actor, [project.id])
  if (!found) throw new Refusal('not-found', 'project not found')
  return found
}

/** Nobody needs to be signed in to see a public project. */
const isOpen = (actor: Actor, project: ProjectRecord): boolean => actor.kind === 'anonymous' && project.public

/** Whether a project could be deleted, for who may: here always, with all that is in it. */
export async function isProjectDeletable(actor: Actor, project: ProjectRecord): Promise<boolean> {
  await rightsToRead(actor, 'project:delete', asTarget(project))
  return true
}

/** How many members a project has in each role; null for who may not know. */
export async function summarizeProject(actor: Actor, project: ProjectRecord): Promise<Record<Role, number> | null> {
  if (isOpen(actor, project)) return null
  const { may } = await rightsToRead(actor, 'project:read', asTarget(project))
  return may('member:list') ? countMembers(project.id) : null
}

async function countMembers(projectId: number): Promise<Record<Role, number>> {
  const counts = Object.fromEntries(Object.keys(roleIds).map((role) => [role, 0])) as Record<Role, number>
  const groups = await db().projectMember.groupBy({ by: ['role'], where: { projectId }, _count: { _all: true } })
  for (const { role, _count } of groups) if (isRole(role)) counts[role] = _count._all
  return counts
}
