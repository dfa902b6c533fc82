import 'server-only'
import { dayOf, usageDays } from '@/lib/domain/usage'
import { now } from '../clock'
import type { Tx } from '../store/db'
import { globalState } from '../global-state'
import { log } from '../log'
import { inTransaction } from '../store/transaction'

const everyMs = 3_600_000
/** A registry repeats an event until it is answered; one that has been down for longer has forgotten it. */
const eventDays = 7
const chunkSize = 1_000
const secondsPerDay = 86_400

const cleaning = () => globalState('usage-cleaning', () => ({ lastAt: 0 }))

/** Deletes what is past its time, now and then, beside whatever else goes on. */
export function cleanSometimes(): void {
  const at = now().getTime()
  if (at - cleaning().lastAt < everyMs) return
  cleaning().lastAt = at
  void cleanUsage().catch((error: unknown) => log().error({ err: error }, 'old usage could not be deleted'))
}

/** Deletes the counts of days that are no longer shown, and the ids of events that cannot come again. */
export async function cleanUsage(): Promise<void> {
  const seconds = Math.floor(now().getTime() / 1000)
  const day = dayOf(seconds - usageDays * secondsPerDay)
  await inChunks((tx) => tx.robotUsage.deleteMany({ where: { day: { lt: day } }, limit: chunkSize }))
  await inChunks((tx) => tx.robotClient.deleteMany({ where: { day: { lt: day } }, limit: chunkSize }))
  const receivedAt = { lt: new Date((seconds - eventDays * secondsPerDay) * 1000) }
  await inChunks((tx) => tx.registryEvent.deleteMany({ where: { receivedAt }, limit: chunkSize }))
}

/** A transaction for each, so that others get their turn in between. */
async function inChunks(remove: (tx: Tx) => Promise<{ count: number }>): Promise<void> {
  while ((await inTransaction(remove)).count === chunkSize);
}
