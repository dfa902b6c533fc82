import 'server-only'
import type { AuditOperation } from '@/lib/domain/audit/audit-operation'
import type { Permission } from '@/lib/domain/permissions/role'
import type { Actor } from '../../rights/actor'
import { change, type Target } from '../../rights/change'
import type { Tx } from '../../store/db'

/** What a request wants to change, in the words of the verb that it would go to. */
type Attempt = {
  actor: Actor
  permission: Permission
  operation: AuditOperation
  find: (tx: Tx) => Promise<Target<unknown> | null>
}

/**
 * What `read` makes of a request. What is wrong with it is only said to who may do what it asks for, as in Harbor;
 * everybody else is refused, and on record, as if it were right.
 */
export async function ifSound<Result>(attempt: Attempt, read: () => Result): Promise<Result> {
  try {
    return read()
  } catch (flaw) {
    const { actor, permission, operation, find } = attempt
    return change(actor, permission, operation, find, () => Promise.reject(flaw))
  }
}
