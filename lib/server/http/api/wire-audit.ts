import 'server-only'
import { wireOperation } from '@/lib/domain/wire/audit'
import type { ListedEvent } from '../../audit/find-events'

/** `AuditLog`, of the first generation of paths. */
export const wireEvent = ({ id, actorName, resource, resourceType, operation, at }: ListedEvent) => ({
  id,
  username: actorName,
  resource,
  resource_type: resourceType,
  operation: wireOperation(operation),
  op_time: at.toISOString(),
})

/** `AuditLogExt`, of the second. */
export const wireEventExt = (event: ListedEvent) => ({
  ...wireEvent(event),
  operation_description: `${wireOperation(event.operation)} ${event.resourceType}: ${event.resource}`,
  operation_result: event.result === 'success',
})
