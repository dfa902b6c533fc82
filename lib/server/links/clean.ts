import 'server-only'
import { inTransaction } from '../store/db'
import { deleteInChunks } from '../store/delete-in-chunks'

/** How long what has become of a link is told. */
const keptMs = 90 * 86_400_000

/** Takes the secret out of links that had expired or become void by then, and deletes those that ended long before. */
export async function cleanLinks(due: Date, signal?: AbortSignal): Promise<void> {
  await inTransaction((tx) =>
    tx.oneTimeLink.updateMany({
      where: { box: { not: null }, OR: [{ expiresAt: { lte: due } }, { secretId: null }] },
      data: { box: null },
    }),
  )
  const before = new Date(due.getTime() - keptMs)
  await deleteInChunks(
    (tx, limit) => tx.oneTimeLink.deleteMany({ where: { expiresAt: { lt: before } }, limit }),
    signal,
  )
}
