import 'server-only'
import { deleteInChunks } from '../store/delete-in-chunks'

/** A clock may be so far ahead of the database's, by which failures leak, and makes nobody forget them. */
const aheadMs = 600_000

/** Deletes what processes have counted together and has leaked away by then. */
export async function cleanSharedFailures(endedBy: Date, signal?: AbortSignal): Promise<void> {
  const leaked = { expire: { lte: BigInt(endedBy.getTime() - aheadMs) } }
  await deleteInChunks((tx, limit) => tx.sharedFailures.deleteMany({ where: leaked, limit }), signal)
}
