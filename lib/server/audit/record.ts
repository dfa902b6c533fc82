import 'server-only'
import type { AuditOperation, AuditResult } from '@/lib/domain/audit-operation'
import { actorId, actorName, type Actor } from '../actor'
import { now } from '../clock'
import type { Tx } from '../db'

/** What an audit row is about. `name` is what people call it at that moment (a robot's full name). */
export type AuditResource = {
  type: 'robot' | 'project' | 'member' | 'user' | 'session' | 'configuration' | 'signing-key' | 'audit-log'
  id?: number
  name: string
  project?: { id: number; name: string }
}

/** Plain fields before and after. Never a secret, never a hash. */
export type AuditFields = Record<string, string | number | boolean | null | string[]>

export type AuditEntry = {
  operation: AuditOperation
  resource: AuditResource
  result: AuditResult
  before?: AuditFields
  after?: AuditFields
}

/** Adds one row to the audit log, in the caller's transaction; `at` where it tells of an earlier moment. */
export async function record(
  tx: Tx,
  actor: Actor,
  { operation, resource, result, before, after }: AuditEntry,
  at: Date = now(),
): Promise<void> {
  await tx.auditEvent.create({
    data: {
      at,
      actorKind: actor.kind,
      actorId: actorId(actor),
      actorName: actorName(actor),
      operation,
      resourceType: resource.type,
      resourceId: resource.id ?? null,
      resource: resource.name,
      projectId: resource.project?.id ?? null,
      projectName: resource.project?.name ?? null,
      result,
      requestId: actor.source?.requestId ?? null,
      address: actor.source?.address ?? null,
      before: before ? JSON.stringify(before) : null,
      after: after ? JSON.stringify(after) : null,
    },
  })
}
