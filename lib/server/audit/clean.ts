import 'server-only'
import { record } from '../rights/record'
import { readSettings } from '../settings/read'
import { db, inTransaction, type Tx } from '../store/db'
import { deleteInChunks } from '../store/delete-in-chunks'

const dayMs = 86_400_000

/**
 * Deletes the events older than the setting says, counted back from `due`; none where it says nothing. Before the first
 * of them goes, one event tells how many go; the same run repeated adds no other.
 */
export async function cleanAuditLog(due: Date, signal?: AbortSignal): Promise<void> {
  const { auditRetentionDays } = await readSettings(db())
  if (auditRetentionDays === null) return
  const before = new Date(due.getTime() - auditRetentionDays * dayMs)
  const isAnything = await inTransaction((tx) => tellOnce(tx, due, before))
  if (isAnything)
    await deleteInChunks((tx, limit) => tx.auditEvent.deleteMany({ where: { at: { lt: before } }, limit }), signal)
}

async function tellOnce(tx: Tx, due: Date, before: Date): Promise<boolean> {
  const count = await tx.auditEvent.count({ where: { at: { lt: before } } })
  const requestId = `audit-retention:${due.toISOString()}`
  const told = await tx.auditEvent.count({ where: { operation: 'audit-log.clean', requestId } })
  if (count === 0 || told > 0) return count > 0
  await record(
    tx,
    { kind: 'system', source: { requestId } },
    {
      operation: 'audit-log.clean',
      resource: { type: 'audit-log', name: '(old events)' },
      result: 'success',
      after: { deleted: count, before: before.toISOString() },
    },
  )
  return true
}
