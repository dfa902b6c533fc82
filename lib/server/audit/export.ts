import 'server-only'
import { boundedTexts, type AuditFilter } from '@/lib/domain/audit/audit-row'
import type { Actor } from '../rights/actor'
import { db } from '../store/db'
import { Prisma, type AuditEvent } from '../generated/sqlite/client'
import { inOrder } from '../store/filtered-ids'
import { eventsWhere } from './find-events'
import { visibleLog, type LogScope } from './visible'

const batchSize = 500
/** As many whole events as are in memory at once: one from before there was a bound may be half a megabyte. */
const atOnce = 50

/** An event as it is exported: what its row says, `before` and `after` as JSON texts within a bound. */
export type ExportedEvent = Pick<
  AuditEvent,
  | 'at'
  | 'actorKind'
  | 'actorName'
  | 'operation'
  | 'resourceType'
  | 'resource'
  | 'projectName'
  | 'result'
  | 'before'
  | 'after'
  | 'address'
  | 'requestId'
>

/**
 * All events that the filter lets through, newest first, a batch at a time however many there are. Refuses at once as
 * `visibleLog` says, and breaks off when the reader loses the right on the way.
 */
export async function exportEvents(
  actor: Actor,
  scope: LogScope,
  filter: AuditFilter,
): Promise<AsyncIterable<ExportedEvent>> {
  await visibleLog(actor, scope)
  return batches(actor, scope, filter)
}

async function* batches(actor: Actor, scope: LogScope, filter: AuditFilter): AsyncGenerator<ExportedEvent> {
  let last: AuditEvent | undefined
  do {
    const visible = await visibleLog(actor, scope)
    // From where the last batch ended: events that arrive meanwhile shift nothing.
    const older: Prisma.Sql = last
      ? Prisma.sql`("at" < ${last.at} OR ("at" = ${last.at} AND "id" < ${last.id}))`
      : Prisma.sql`1 = 1`
    const found = await db().$queryRaw<
      { id: number }[]
    >`SELECT "id" FROM "AuditEvent" WHERE ${eventsWhere(visible, filter)} AND ${older} ORDER BY "at" DESC, "id" DESC LIMIT ${batchSize}`
    for (let start = 0; start < found.length; start += atOnce) {
      for (const event of await wholeEvents(found.slice(start, start + atOnce))) {
        last = event
        yield { ...boundedTexts(event), address: visible.addresses ? event.address : null }
      }
    }
    if (found.length < batchSize) return
  } while (last)
}

async function wholeEvents(found: readonly { id: number }[]): Promise<AuditEvent[]> {
  const ids = found.map(({ id }) => Number(id))
  return inOrder(ids, await db().auditEvent.findMany({ where: { id: { in: ids } } }))
}
