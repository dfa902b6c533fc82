import 'server-only'
import type { ApiPage } from '@/lib/domain/api-list'
import { auditOperations } from '@/lib/domain/audit-operation'
import { parseHarborQuery } from '@/lib/domain/harbor-query'
import type { Page } from '@/lib/domain/list-query'
import { rolePermissions, type Role } from '@/lib/domain/role'
import { wireOperation } from '@/lib/domain/wire/audit'
import type { Actor } from '../actor'
import { refuseUnless, rightsIn } from '../authorize'
import { db } from '../db'
import { Refusal } from '../errors'
import { Prisma, type AuditEvent } from '../generated/sqlite/client'
import { filteredIds, type Columns } from '../harbor-filter'
import { projectScope, type ProjectRecord } from '../projects/find'
import { searched } from '../search'
import { eventsById } from './find-events'

const operationSql = `CASE "operation" ${auditOperations
  .map((operation) => `WHEN '${operation}' THEN '${wireOperation(operation)}'`)
  .join(' ')} ELSE "operation" END`

const columns: Columns = {
  id: { sql: '"id"', type: 'integer' },
  username: { sql: '"actorName"', type: 'text', searched: searched('auditEvent', 'actorName') },
  resource: { sql: '"resource"', type: 'text', searched: searched('auditEvent', 'resource') },
  resourcetype: { sql: '"resourceType"', type: 'text', searched: '"resourceType"' },
  operation: { sql: operationSql, type: 'text', searched: operationSql },
  operationresult: { sql: `("result" = 'success')`, type: 'boolean' },
  projectid: { sql: 'COALESCE("projectId", 0)', type: 'integer' },
  optime: { sql: '"at"', type: 'time' },
}

export type ApiLogQuery = ApiPage & { q: string; sort: string }

/**
 * One page of a project's log, or of all the actor may see: everything for who may list the system's log, otherwise
 * that of the projects whose log is theirs, which may be none.
 */
export async function listEventsForApi(
  actor: Actor,
  project: ProjectRecord | null,
  { q, sort, page, size }: ApiLogQuery,
): Promise<Page<AuditEvent>> {
  const query = parseHarborQuery(q)
  if (!query.ok) throw new Refusal('invalid', query.message)
  if (project) await refuseUnless(actor, 'log:list', projectScope(project))
  const scope = project ? Prisma.sql`"projectId" = ${project.id}` : await visibleEvents(actor)
  const list = { conditions: query.conditions, sort, page, size, defaultSort: '-op_time' }
  const { ids, total } = await filteredIds('AuditEvent', columns, scope, list)
  return { rows: await eventsById(ids), total }
}

/** Refuses who may not list the whole log: nobody else needs the names of its events. */
export async function refuseUnlessAuditor(actor: Actor): Promise<void> {
  await refuseUnless(actor, 'audit-log:list', { kind: 'system' })
}

const listsLog = (Object.keys(rolePermissions) as Role[]).filter((role) => rolePermissions[role].includes('log:list'))

/** What `log:list` in each project comes to for a whole list. */
async function visibleEvents(actor: Actor): Promise<Prisma.Sql> {
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
