import 'server-only'
import { db } from '../store/db'
import { deleteInChunks } from '../store/delete-in-chunks'
import { log } from '../log'

const dayMs = 86_400_000
/** What could not be delivered by then is old news. */
const maxDays = 30
/** At most 4 kB each. Beyond it the oldest go, delivered or not. */
const usualMaxEvents = 50_000

/**
 * Deletes the events that have reached all their receivers (or were given up), those that are too old, and the oldest
 * where there are too many.
 */
export async function cleanOutbox(due: Date, signal?: AbortSignal, maxEvents = usualMaxEvents): Promise<void> {
  const done = { deliveries: { some: {}, none: { nextAttemptAt: { not: null } } } }
  const old = { at: { lt: new Date(due.getTime() - maxDays * dayMs) } }
  await deleteInChunks((tx, limit) => tx.outbox.deleteMany({ where: { OR: [done, old] }, limit }), signal)
  const [last] = await db().outbox.findMany({ orderBy: { id: 'desc' }, skip: maxEvents, take: 1, select: { id: true } })
  if (!last) return
  const count = await deleteInChunks(
    (tx, limit) => tx.outbox.deleteMany({ where: { id: { lte: last.id } }, limit }),
    signal,
  )
  log().warn({ count }, 'too many events wait to be delivered: the oldest are dropped')
}
