import 'server-only'
import { deleteInChunks } from '../store/delete-in-chunks'

/** Deletes the sessions that had ended by then: none of them opens anything any more. */
export async function cleanSessions(endedBy: Date, signal?: AbortSignal): Promise<void> {
  await deleteInChunks((tx, limit) => tx.session.deleteMany({ where: { expiresAt: { lte: endedBy } }, limit }), signal)
}
