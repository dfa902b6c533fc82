import 'server-only'
import type { AuditFields } from '@/lib/domain/audit/audit-fields'
import type { AuditOperation } from '@/lib/domain/audit/audit-operation'
import { payloadText } from '@/lib/domain/audit/event-payload'
import { actorId, actorName, type Actor } from './actor'
import type { AuditResource } from './record'
import { now } from '../clock'
import { globalState } from '../global-state'
import { withoutSecrets } from '../secrets/secret'
import type { Tx } from '../store/db'

/** Something that has happened and the world may be told of. `details` hold plain fields, never a secret or a hash. */
export type ChangeEvent = { event: AuditOperation; resource: AuditResource; details?: AuditFields }

/**
 * The events that somebody reads. What nobody reads is not written: whoever adds a reader of the outbox (a job) adds
 * its events here.
 */
const read: readonly AuditOperation[] = []

/** Replaceable by tests. */
const readers = () => globalState('read-events', () => ({ events: new Set(read) }))

/** Writes those of the events that somebody reads to the outbox, in their order, in the caller's transaction. */
export async function recordEvents(tx: Tx, actor: Actor, events: readonly ChangeEvent[]): Promise<void> {
  const told = events.filter(({ event }) => readers().events.has(event))
  if (told.length === 0) return
  const at = now()
  await tx.outbox.createMany({
    data: told.map(({ event, resource: { project, ...resource }, details }) => ({
      at,
      event,
      projectId: project?.id ?? null,
      payload: payloadText(clean({ actor: named(actor), resource, project, details })),
    })),
  })
}

const named = (actor: Actor) => ({ kind: actor.kind, id: actorId(actor) ?? undefined, name: actorName(actor) })

/** Before anything is cut, which could leave a part of a secret. */
const clean = <Payload>(payload: Payload): Payload => JSON.parse(withoutSecrets(JSON.stringify(payload))) as Payload
