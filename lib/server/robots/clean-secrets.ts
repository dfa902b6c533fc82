import 'server-only'
import { endedByTime, isOver } from '@/lib/domain/secrets/robot-secret'
import { db, inTransaction } from '../store/db'
import { deleteInChunks } from '../store/delete-in-chunks'
import { endedKeptMs, erased, readSecrets, voidLinks, type ReadSecret } from './robot-secrets'

/** In one transaction: others wait some hundredths of a second for it. */
const maxAtOnce = 50

/**
 * Writes down the end of secrets whose time had come by then, so that nothing is left of them but their row, and deletes
 * the rows of those that ended long before. Nobody waits for it: a secret signs in no more from its very end.
 */
export async function cleanSecrets(due: Date, signal?: AbortSignal): Promise<void> {
  const foreseen = [{ retiresAt: { lte: due } }, { expiresAt: { lte: due } }, { successorId: { not: null } }]
  for (let after = 0; !signal?.aborted;) {
    const secrets = await readSecrets(db(), { id: { gt: after }, endedAt: null, OR: foreseen }, maxAtOnce)
    if (secrets.length === 0) break
    const over = secrets.filter(({ end }) => isOver(end, due.getTime()))
    if (over.length > 0) await writeEnds(over)
    after = secrets.at(-1)!.id
  }
  const before = new Date(due.getTime() - endedKeptMs)
  await deleteInChunks((tx, limit) => tx.robotSecret.deleteMany({ where: { endedAt: { lt: before } }, limit }), signal)
}

/** Only where what decides the end is still what was read: somebody may have kept the secret in its last moment. */
async function writeEnds(secrets: ReadSecret[]): Promise<void> {
  await inTransaction(async (tx) => {
    for (const secret of secrets) {
      const { id, expiresAt, retiresAt, retiresAfter, successorId, end } = secret
      const { count } = await tx.robotSecret.updateMany({
        where: { id, endedAt: null, expiresAt, retiresAt, retiresAfter, successorId },
        data: { ...erased, endedHow: endedByTime(end!, secret), endedAt: new Date(end!) },
      })
      if (count > 0) await voidLinks(tx, [id])
    }
  })
}
