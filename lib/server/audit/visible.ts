import 'server-only'
import { rolePermissions, type Role } from '@/lib/domain/permissions/role'
import type { Actor } from '../rights/actor'
import { rightsIn, rightsToRead, theSystem } from '../rights/authorize'
import { db } from '../store/db'
import { Refusal } from '../errors'
import { Prisma } from '../generated/sqlite/client'
import { asTarget, findProject } from '../projects/find'

/** Whose events: one project's, or everything. */
export type LogScope = { kind: 'project'; name: string } | { kind: 'system' }

/** `projectId` null = of all. `addresses`: whether the reader may know where others came from. */
export type VisibleLog = { projectId: number | null; addresses: boolean }

/** What of a log the actor may read. *Not found* when the project may not be seen, *forbidden* when not its log. */
export async function visibleLog(actor: Actor, scope: LogScope): Promise<VisibleLog> {
  if (scope.kind === 'system') {
    await rightsToRead(actor, 'audit-log:list', theSystem)
    return { projectId: null, addresses: true }
  }
  const project = await findProject(db(), scope.name)
  const { role } = await rightsToRead(actor, 'log:list', asTarget(project))
  return { projectId: project!.id, addresses: role === 'systemAdmin' || role === 'projectAdmin' }
}

const listsLog = (Object.keys(rolePermissions) as Role[]).filter((role) => rolePermissions[role].includes('log:list'))

/**
 * Which events the actor may read: everything for who may list the system's log, otherwise those of the projects whose
 * log is theirs. What `log:list` in each project comes to for a whole list.
 */
export async function visibleEvents(actor: Actor): Promise<Prisma.Sql> {
  if (actor.kind === 'anonymous') throw new Refusal('unauthorized', 'unauthorized')
  const { may } = await rightsIn(db(), actor, { kind: 'system' })
  if (may('audit-log:list')) return Prisma.sql`1 = 1`
  if (actor.kind === 'user') {
    return Prisma.sql`"projectId" IN (SELECT "projectId" FROM "ProjectMember" JOIN "User" ON "User"."id" = "userId"
      WHERE "userId" = ${actor.id} AND "disabled" = ${false} AND "role" IN (${Prisma.join(listsLog)}))`
  }
  const grants = actor.kind === 'robot' ? actor.grants : []
  const lists = grants.filter(({ access }) =>
    access.some(({ resource, action }) => resource === 'log' && action === 'list'),
  )
  if (lists.some(({ scope }) => scope === 'all-projects')) return Prisma.sql`"projectId" IS NOT NULL`
  const ids = lists.flatMap((grant) => (grant.scope === 'project' ? [grant.projectId] : []))
  return ids.length === 0 ? Prisma.sql`1 = 0` : Prisma.sql`"projectId" IN (${Prisma.join(ids)})`
}
