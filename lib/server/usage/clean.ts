import 'server-only'
import { dayOf, usageDays } from '@/lib/domain/registry/usage'
import { now } from '../clock'
import { formerPrefixes } from '../settings/former-prefixes'
import { db } from '../store/db'
import { deleteInChunks } from '../store/delete-in-chunks'

/** A registry repeats an event until it is answered; one that has been down for longer has forgotten it. */
const eventDays = 7
const secondsPerDay = 86_400

/**
 * Deletes the counts of days that are no longer shown, who used a prefix that has ended, and the
 * ids of events that cannot come again.
 */
export async function cleanUsage(at: Date = now(), signal?: AbortSignal): Promise<void> {
  const seconds = Math.floor(at.getTime() / 1000)
  const day = dayOf(seconds - usageDays * secondsPerDay)
  await deleteInChunks((tx, limit) => tx.robotUsage.deleteMany({ where: { day: { lt: day } }, limit }), signal)
  await deleteInChunks((tx, limit) => tx.robotClient.deleteMany({ where: { day: { lt: day } }, limit }), signal)
  const prefix = { notIn: (await formerPrefixes(db())).map((each) => each.prefix) }
  await deleteInChunks((tx, limit) => tx.formerNameUse.deleteMany({ where: { prefix }, limit }), signal)
  const receivedAt = { lt: new Date((seconds - eventDays * secondsPerDay) * 1000) }
  await deleteInChunks((tx, limit) => tx.registryEvent.deleteMany({ where: { receivedAt }, limit }), signal)
}
