import 'server-only'
import { wireOperation } from '@/lib/domain/wire/audit'
import type { AuditEvent } from '../../generated/sqlite/client'

/** `AuditLog`, of the first generation of paths. */
export const wireEvent = ({ id, actorName, resource, resourceType, operation, at }: AuditEvent) => ({
  id,
  username: actorName,
  resource,
  resource_type: resourceType,
  operation: wireOperation(operation),
  op_time: at.toISOString(),
})

/** `AuditLogExt`, of the second. */
export const wireEventExt = (event: AuditEvent) => ({
  ...wireEvent(event),
  operation_description: `${wireOperation(event.operation)} ${event.resourceType}: ${event.resource}`,
  operation_result: event.result === 'success',
})
