import 'server-only'
import { auditOperations } from '@/lib/domain/audit/audit-operation'
import type { ApiPage } from '@/lib/domain/lists/api-list'
import { parseHarborQuery } from '@/lib/domain/lists/harbor-query'
import type { Page } from '@/lib/domain/lists/list-query'
import { wireOperation } from '@/lib/domain/wire/audit'
import type { Actor } from '../rights/actor'
import { rightsToRead, theSystem } from '../rights/authorize'
import { Refusal } from '../errors'
import { Prisma } from '../generated/sqlite/client'
import { filteredIds } from '../store/filtered-ids'
import { asTarget, type ProjectRecord } from '../projects/find'
import { searched } from '../store/search'
import type { Columns } from '../store/query-columns'
import { eventsById, type ListedEvent } from './find-events'
import { visibleEvents } from './visible'

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

type ApiLogQuery = ApiPage & { q: string; sort: string }

/**
 * One page of a project's log, or of all the actor may see: everything for who may list the system's log, otherwise
 * that of the projects whose log is theirs, which may be none.
 */
export async function listEventsForApi(
  actor: Actor,
  project: ProjectRecord | null,
  { q, sort, page, size }: ApiLogQuery,
): Promise<Page<ListedEvent>> {
  // First: who may not read it must not learn by a mistake in `q` that the project exists.
  if (project) await rightsToRead(actor, 'log:list', asTarget(project))
  const query = parseHarborQuery(q)
  if (!query.ok) throw new Refusal('invalid', query.message)
  const scope = project ? Prisma.sql`"projectId" = ${project.id}` : await visibleEvents(actor)
  const list = { conditions: query.conditions, sort, page, size, defaultSort: '-op_time' }
  const { ids, total } = await filteredIds('AuditEvent', columns, scope, list)
  return { rows: await eventsById(ids), total }
}

/** Refuses who may not list the whole log: nobody else needs the names of its events. */
export async function refuseUnlessAuditor(actor: Actor): Promise<void> {
  await rightsToRead(actor, 'audit-log:list', theSystem)
}
