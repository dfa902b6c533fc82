import 'server-only'
import { now } from '../clock'
import { finishLease, renewLease, returnLease, takeLease, type Lease } from './lease'
import { isOutage } from './is-outage'
import type { Time } from './shared-time'

/** A run that has failed is tried again after this, by whoever comes first; one that met an outage at once. */
const retryMs = 300_000

export type Terms = { time: Time; leaseMs: number }
/** `stopped`: it was told to, and is not done. `lost`: another process has taken it over. */
type Outcome = 'not-taken' | 'done' | 'stopped' | 'lost'

/**
 * Does a run if nobody else does it, and keeps the others out meanwhile. Aborts `controller` when that is no longer
 * certain; aborted by others, it gives the lease back. Rejects with what `work` rejects with.
 */
export async function underLease(
  lease: Lease,
  { time, leaseMs }: Terms,
  controller: AbortController,
  work: () => Promise<unknown>,
): Promise<Outcome> {
  if (!(await takeLease(lease, await time(), leaseMs))) return 'not-taken'
  const stopRenewing = keepRenewing(lease, { time, leaseMs }, controller)
  try {
    if (!controller.signal.aborted) await work()
  } catch (error) {
    stopRenewing()
    const pauseMs = isOutage(error) ? 0 : retryMs
    const back = time().then((at) => returnLease(lease, at + pauseMs))
    // Where that is not possible either, it ends by itself.
    await back.catch(() => undefined)
    throw error
  }
  stopRenewing()
  // A process that was paused may find here that it holds nothing any more.
  if (!controller.signal.aborted) return (await finishLease(lease)) ? 'done' : 'lost'
  return (await returnLease(lease)) ? 'stopped' : 'lost'
}

/** Renews it every third of its time; who could not for as long as it lasts, or learns that it is lost, stops. */
function keepRenewing(lease: Lease, { time, leaseMs }: Terms, controller: AbortController): () => void {
  let renewedAt = now().getTime()
  const renew = async () => {
    const isOurs = await time()
      .then((at) => renewLease(lease, at, leaseMs))
      .catch(() => undefined)
    if (isOurs) renewedAt = now().getTime()
    else if (isOurs === false || now().getTime() - renewedAt >= leaseMs) controller.abort()
  }
  const timer = setInterval(() => void renew(), leaseMs / 3).unref()
  return () => clearInterval(timer)
}
