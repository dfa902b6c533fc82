import 'server-only'
import { inTransaction, type Tx } from './db'

const chunkSize = 1_000

/**
 * Deletes all that `remove` finds, `limit` rows at most in a transaction of their own, so that others get their turn in
 * between; aborted, it ends after the one it is in. Answers how many that were.
 */
export async function deleteInChunks(
  remove: (tx: Tx, limit: number) => Promise<{ count: number }>,
  signal?: AbortSignal,
): Promise<number> {
  let deleted = 0
  while (!signal?.aborted) {
    const { count } = await inTransaction((tx) => remove(tx, chunkSize))
    deleted += count
    if (count < chunkSize) break
  }
  return deleted
}
