import 'server-only'
import { boundedFields, countFields, type AuditFields } from '@/lib/domain/audit/audit-fields'
import type { AuditOperation, AuditResult } from '@/lib/domain/audit/audit-operation'
import { actorId, actorName, type Actor } from './actor'
import { now } from '../clock'
import { countWhenCommitted } from '../metrics/count'
import type { Tx } from '../store/db'
import { insertRow } from '../store/insert-row'
import { withoutSecrets } from '../secrets/secret'

/** What an audit row is about. `name` is what people call it at that moment (a robot's full name). */
export type AuditResource = {
  type: 'robot' | 'project' | 'member' | 'user' | 'session' | 'configuration' | 'signing-key' | 'audit-log' | 'preset'
  id?: number
  name: string
  project?: { id: number; name: string }
}

export type { AuditFields }

/** `before` and `after` hold plain fields, never a secret or a hash; what they have in common is not written down. */
export type AuditEntry = {
  operation: AuditOperation
  resource: AuditResource
  result: AuditResult
  before?: AuditFields
  after?: AuditFields
}

/**
 * Adds one row to the audit log, in the caller's transaction; `at` where it tells of an earlier moment. A secret of our
 * making is kept out of all its texts.
 */
export async function record(
  tx: Tx,
  actor: Actor,
  { operation, resource, result, before, after }: AuditEntry,
  at: Date = now(),
): Promise<void> {
  const sides = boundedFields({ before: cleanFields(before), after: cleanFields(after) })
  await insertRow(tx, 'AuditEvent', {
    at,
    actorKind: actor.kind,
    actorId: actorId(actor),
    actorName: withoutSecrets(actorName(actor)),
    operation,
    resourceType: resource.type,
    resourceId: resource.id ?? null,
    resource: withoutSecrets(resource.name),
    projectId: resource.project?.id ?? null,
    projectName: clean(resource.project?.name),
    result,
    requestId: clean(actor.source?.requestId),
    address: clean(actor.source?.address),
    before: sides.before && JSON.stringify(sides.before),
    after: sides.after && JSON.stringify(sides.after),
    changeCount: countFields(sides),
  })
  // Refusals were counted when they were made: their rows may come late, or be one for many.
  if (result === 'success') countWhenCommitted(tx, operation)
}

/** Before anything is cut, which could leave a part of a secret. */
const cleanFields = (fields: AuditFields | undefined): AuditFields | null =>
  fields ? (JSON.parse(withoutSecrets(JSON.stringify(fields))) as AuditFields) : null

const clean = (text: string | null | undefined): string | null => (text == null ? null : withoutSecrets(text))
