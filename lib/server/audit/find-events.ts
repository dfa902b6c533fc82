import 'server-only'
import type { AuditResult } from '@/lib/domain/audit/audit-operation'
import type { AuditFilter, AuditRow } from '@/lib/domain/audit/audit-row'
import { db } from '../store/db'
import { Prisma, type AuditEvent } from '../generated/sqlite/client'
import { inOrder } from '../store/filtered-ids'
import { holds, searched } from '../store/search'
import type { VisibleLog } from './visible'

/** The WHERE of a filtered log, the same on both engines. */
export function eventsWhere({ projectId }: VisibleLog, filter: AuditFilter): Prisma.Sql {
  const { operation, actor, resource, robotId, from, to, failed, requestId } = filter
  const conditions = [
    projectId !== null && Prisma.sql`"projectId" = ${projectId}`,
    operation !== null && Prisma.sql`"operation" = ${operation}`,
    robotId !== null && Prisma.sql`"resourceType" = 'robot' AND "resourceId" = ${robotId}`,
    actor.trim() !== '' && holds(searched('auditEvent', 'actorName'), actor.trim()),
    resource.trim() !== '' && holds(searched('auditEvent', 'resource'), resource.trim()),
    from !== null && Prisma.sql`"at" >= ${from}`,
    to !== null && Prisma.sql`"at" < ${to}`,
    failed === true && Prisma.sql`"result" <> 'success'`,
    requestId !== undefined && requestId !== '' && Prisma.sql`"requestId" = ${requestId}`,
  ]
  return Prisma.join([Prisma.sql`1 = 1`, ...conditions.filter((each) => each !== false)], ' AND ')
}

/** An event without what it changed, which may be long. */
export type ListedEvent = Omit<AuditEvent, 'before' | 'after'>

/** The events of these ids, in their order. */
export async function eventsById(ids: readonly number[]): Promise<ListedEvent[]> {
  if (ids.length === 0) return []
  const where = { id: { in: [...ids] } }
  return inOrder(ids, await db().auditEvent.findMany({ where, omit: { before: true, after: true } }))
}

export const toAuditRow = (event: ListedEvent, { addresses }: VisibleLog): AuditRow => ({
  id: event.id,
  at: event.at.toISOString(),
  actorKind: event.actorKind,
  actor: event.actorName,
  operation: event.operation,
  resource: event.resource,
  project: event.projectName,
  result: event.result as AuditResult,
  changeCount: event.changeCount,
  address: addresses ? event.address : null,
  requestId: event.requestId,
})
