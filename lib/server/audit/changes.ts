import 'server-only'
import { auditChanges, type AuditChange } from '@/lib/domain/audit/audit-row'
import type { Actor } from '../rights/actor'
import { db } from '../store/db'
import { Refusal } from '../errors'
import { visibleEvents } from './visible'

/** What one event has changed, for who may list it; *not found* for everybody else, as for an event that is not there. */
export async function eventChanges(actor: Actor, id: number): Promise<AuditChange[]> {
  const visible = await visibleEvents(actor)
  const [event] = await db().$queryRaw<{ before: string | null; after: string | null }[]>`
    SELECT "before", "after" FROM "AuditEvent" WHERE "id" = ${id} AND ${visible}`
  if (!event) throw new Refusal('not-found', `event ${id} not found`)
  return auditChanges(event.before, event.after)
}
