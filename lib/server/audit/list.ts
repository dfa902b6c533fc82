import 'server-only'
import { maxListedEvents, type AuditFilter, type AuditRow, type AuditSort } from '@/lib/domain/audit/audit-row'
import type { ListQuery, Page } from '@/lib/domain/lists/list-query'
import type { Actor } from '../rights/actor'
import { db } from '../store/db'
import { Prisma } from '../generated/sqlite/client'
import { eventsById, eventsWhere, toAuditRow } from './find-events'
import { visibleLog, type LogScope } from './visible'

export type LogQuery = AuditFilter & Pick<ListQuery<AuditSort>, 'sort' | 'page' | 'size'>
/** `more`: there are events beyond the last that a list counts. */
type LogPage = Page<AuditRow> & { more: boolean }

// The id makes the order total: events of the same moment neither repeat nor vanish between pages.
const orders: Record<AuditSort, string> = { at: '"at" ASC, "id" ASC', '-at': '"at" DESC, "id" DESC' }

/**
 * One page of a project's events, or of all. A list ends at `maxListedEvents`: in a log of years, counting to the end
 * would take longer than reading. *Not found* and *forbidden* as `visibleLog` says.
 */
export async function listEvents(actor: Actor, scope: LogScope, query: LogQuery): Promise<LogPage> {
  const visible = await visibleLog(actor, scope)
  const where = eventsWhere(visible, query)
  const { page, size } = query
  const offset = Math.min((page - 1) * size, maxListedEvents)
  const limit = Math.min(size, maxListedEvents - offset)
  const order = Prisma.raw(orders[query.sort])
  const [found, counted] = await Promise.all([
    db().$queryRaw<
      { id: number }[]
    >`SELECT "id" FROM "AuditEvent" WHERE ${where} ORDER BY ${order} LIMIT ${limit} OFFSET ${offset}`,
    db().$queryRaw<
      { total: bigint }[]
    >`SELECT COUNT(*) AS "total" FROM (SELECT 1 FROM "AuditEvent" WHERE ${where} LIMIT ${maxListedEvents + 1}) AS "some"`,
  ])
  const events = await eventsById(found.map(({ id }) => Number(id)))
  const total = Number(counted[0]?.total ?? 0)
  return {
    rows: events.map((event) => toAuditRow(event, visible)),
    total: Math.min(total, maxListedEvents),
    more: total > maxListedEvents,
  }
}
