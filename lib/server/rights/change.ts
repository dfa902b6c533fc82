import 'server-only'
import type { AuditOperation } from '@/lib/domain/audit/audit-operation'
import type { Permission } from '@/lib/domain/permissions/role'
import type { Actor } from './actor'
import { recordEvents, type ChangeEvent } from './events'
import { record, type AuditEntry, type AuditFields, type AuditResource } from './record'
import { recordDenial } from './record-denial'
import { forbidden, rightsIn, type Scope } from './authorize'
import { inTransaction, type Tx } from '../store/db'
import { asRefusal, Refusal } from '../errors'

/** The row a change is about, where it lies, and who may know of it: `signed-in` for the system itself. */
export type Target<Row> = { row: Row; scope: Scope; resource: AuditResource; seenWith: Permission | 'signed-in' }

/**
 * What the audit row tells of the change; `resource` where it differs from the target (a robot made in a project). The
 * change itself is an event; `events` are what else it brought about. Where all was as asked already (`unchanged`)
 * nothing is on record.
 */
type Changed<Result> = {
  result: Result
  unchanged?: true
  resource?: AuditResource
  before?: AuditFields
  after?: AuditFields
  events?: readonly ChangeEvent[]
}

/** An open transaction that several changes share. What is read between them is read through `tx`. */
export type Together = {
  readonly tx: Tx
  /** Why it will be undone, and what a refused attempt among them leaves in the audit log. */
  failure?: { error: unknown; denial?: { actor: Actor; attempt: AuditEntry } }
}

/**
 * Many changes, all or nothing: the verbs that `work` calls join its transaction when they are given what it is given.
 * Once one of them has failed none of the others counts, even if `work` goes on.
 */
export async function changeTogether<Result>(work: (together: Together) => Promise<Result>): Promise<Result> {
  let failure: Together['failure']
  try {
    return await inTransaction(async (tx) => {
      const together: Together = { tx }
      try {
        const result = await work(together)
        if (together.failure) throw together.failure.error
        return result
      } finally {
        failure = together.failure
      }
    })
  } catch (error) {
    if (failure?.denial) await recordDenial(failure.denial.actor, failure.denial.attempt)
    throw error
  }
}

/**
 * The one way to write. In a single transaction: reads the target again, answers *not found* to who may not see it
 * and *forbidden* to who may see but not act, runs `fn`, and writes the audit row and the events. If any of it fails,
 * nothing happened. A forbidden attempt, also where `fn` forbids it, leaves an audit row of its own afterwards. Given
 * `together` it is one of several changes, and what comes after them waits for the last.
 */
export async function change<Row, Result>(
  actor: Actor,
  permission: Permission,
  operation: AuditOperation,
  find: (tx: Tx) => Promise<Target<Row> | null>,
  fn: (tx: Tx, row: Row, scope: Scope) => Promise<Changed<Result>>,
  together?: Together,
): Promise<Result> {
  if (!together) return changeTogether((alone) => change(actor, permission, operation, find, fn, alone))
  if (together.failure) throw together.failure.error
  const { tx } = together
  let attempt: AuditEntry | undefined
  let denied = false
  try {
    const target = await find(tx)
    if (!target) throw new Refusal('not-found', 'not found')
    attempt = { operation, resource: target.resource, result: 'denied' }
    const rights = await rightsIn(tx, actor, target.scope)
    if (!rights.may(permission)) {
      denied = true
      const seen = target.seenWith === 'signed-in' ? actor.kind !== 'anonymous' : rights.may(target.seenWith)
      throw seen ? forbidden(actor, target.scope) : notSeen(actor)
    }
    const changed = await fn(tx, target.row, target.scope)
    if (changed.unchanged) return changed.result
    const { result, resource = target.resource, before, after, events = [] } = changed
    await record(tx, actor, { operation, resource, result: 'success', before, after })
    await recordEvents(tx, actor, [{ event: operation, resource }, ...events])
    return result
  } catch (error) {
    const isDenial = denied || asRefusal(error)?.kind === 'forbidden'
    together.failure ??= { error, ...(attempt && isDenial && { denial: { actor, attempt } }) }
    throw error
  }
}

/** Who is not signed in is told so; who is gets the same answer as for something that does not exist. */
const notSeen = (actor: Actor): Refusal =>
  actor.kind === 'anonymous' ? new Refusal('unauthorized', 'unauthorized') : new Refusal('not-found', 'not found')
