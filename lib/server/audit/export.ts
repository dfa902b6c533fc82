import 'server-only'
import type { AuditFilter } from '@/lib/domain/audit-row'
import type { Actor } from '../actor'
import { db } from '../db'
import { Prisma, type AuditEvent } from '../generated/sqlite/client'
import { eventsById, eventsWhere } from './find-events'
import { visibleLog, type LogScope } from './visible'

const batchSize = 500

/** An event as it is exported: everything that its row says, `before` and `after` as JSON texts. */
export type ExportedEvent = Omit<AuditEvent, 'id' | 'actorId' | 'resourceId' | 'projectId'>

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
    const events = await eventsById(found.map(({ id }) => Number(id)))
    for (const event of events) yield visible.addresses ? event : { ...event, address: null }
    last = found.length === batchSize ? events.at(-1) : undefined
  } while (last)
}
