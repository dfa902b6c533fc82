import 'server-only'
import type { AuditOperation } from '@/lib/domain/audit-operation'
import type { Permission } from '@/lib/domain/role'
import type { Actor } from './actor'
import { record, type AuditEntry, type AuditFields, type AuditResource } from './record'
import { recordDenial } from './record-denial'
import { forbidden, rightsIn, type Scope } from './authorize'
import type { Tx } from '../store/db'
import { asRefusal, Refusal } from '../errors'
import { inTransaction } from '../store/transaction'

/** The row a change is about, where it lies, and who may know of it: `signed-in` for the system itself. */
export type Target<Row> = { row: Row; scope: Scope; resource: AuditResource; seenWith: Permission | 'signed-in' }

/** What the audit row tells of the change; `resource` where it differs from the target (a robot made in a project). */
export type Changed<Result> = { result: Result; resource?: AuditResource; before?: AuditFields; after?: AuditFields }

/**
 * The one way to write. In a single transaction: reads the target again, answers *not found* to who may not see it
 * and *forbidden* to who may see but not act, runs `fn`, and writes the audit row. If any of it fails, nothing
 * happened. A forbidden attempt, also where `fn` forbids it, leaves an audit row of its own afterwards.
 */
export async function change<Row, Result>(
  actor: Actor,
  permission: Permission,
  operation: AuditOperation,
  find: (tx: Tx) => Promise<Target<Row> | null>,
  fn: (tx: Tx, row: Row, scope: Scope) => Promise<Changed<Result>>,
): Promise<Result> {
  let attempt: AuditEntry | undefined
  let denied = false
  try {
    return await inTransaction(async (tx) => {
      const target = await find(tx)
      if (!target) throw new Refusal('not-found', 'not found')
      attempt = { operation, resource: target.resource, result: 'denied' }
      const rights = await rightsIn(tx, actor, target.scope)
      if (!rights.may(permission)) {
        denied = true
        const seen = target.seenWith === 'signed-in' ? actor.kind !== 'anonymous' : rights.may(target.seenWith)
        throw seen ? forbidden(actor, target.scope) : notSeen(actor)
      }
      const { result, resource, before, after } = await fn(tx, target.row, target.scope)
      await record(tx, actor, { operation, resource: resource ?? target.resource, result: 'success', before, after })
      return result
    })
  } catch (error) {
    const refusal = asRefusal(error)
    if (attempt && refusal && (denied || refusal.kind === 'forbidden')) await recordDenial(actor, attempt)
    throw error
  }
}

/** Who is not signed in is told so; who is gets the same answer as for something that does not exist. */
const notSeen = (actor: Actor): Refusal =>
  actor.kind === 'anonymous' ? new Refusal('unauthorized', 'unauthorized') : new Refusal('not-found', 'not found')
