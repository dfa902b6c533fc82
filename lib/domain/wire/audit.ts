import { z } from 'zod'
import { auditOperations, type AuditOperation } from '../audit/audit-operation'
import { wireTime } from './values'

/** Harbor's word for what was done: the verb alone, and its own for signing in and out. */
export function wireOperation(operation: string): string {
  const verb = operation.slice(operation.indexOf('.') + 1)
  if (verb === 'sign-in') return 'login'
  return verb === 'sign-out' ? 'logout' : verb
}

/** Harbor's names of events, in its order. */
const harborEvents = [
  'create_artifact',
  'delete_artifact',
  'pull_artifact',
  'create_project',
  'delete_project',
  'delete_repository',
  'login_user',
  'logout_user',
  'create_user',
  'delete_user',
  'update_user',
  'create_robot',
  'delete_robot',
  'update_configuration',
  'create_member',
  'delete_member',
  'update_member',
  'update_project',
]
const ownEvent = (operation: AuditOperation): string =>
  `${wireOperation(operation)}_${operation.slice(0, operation.indexOf('.'))}`.replaceAll('-', '_')

/** Every event there can be: Harbor's, then those that only this server records. */
export const auditEvents: readonly string[] = [...new Set([...harborEvents, ...auditOperations.map(ownEvent)])]

/** `AuditLog`. */
export const auditLogAnswer = z.object({
  id: z.int(),
  username: z.string(),
  resource: z.string(),
  resource_type: z.string(),
  operation: z.string(),
  op_time: wireTime,
})
/** `AuditLogExt`. */
export const auditLogExtAnswer = auditLogAnswer.extend({
  operation_description: z.string(),
  operation_result: z.boolean(),
})
/** `AuditLogEventType`. */
export const auditEventAnswer = z.object({ event_type: z.string() })
