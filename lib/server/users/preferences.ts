import 'server-only'
import type { Actor } from '../rights/actor'
import { change } from '../rights/change'
import { now } from '../clock'
import { db } from '../store/db'
import { ownAccount } from './own-account'

/** A tag such as `de` and a zone such as `Europe/Berlin`; null = never chosen. */
type Preferences = { language: string | null; timeZone: string | null }

const select = { language: true, timeZone: true } as const

/** One's own language and time zone; null for who has no account. */
export async function ownPreferences(actor: Actor): Promise<Preferences | null> {
  if (actor.kind !== 'user') return null
  return db().user.findUnique({ where: { id: actor.id }, select })
}

/** Keeps one's own language or time zone, so that they follow to another browser. Nothing is written that is so already. */
export async function keepPreferences(actor: Actor, { language, timeZone }: Partial<Preferences>): Promise<void> {
  const stored = await ownPreferences(actor)
  const wanted = { language: language ?? stored?.language ?? null, timeZone: timeZone ?? stored?.timeZone ?? null }
  if (stored && wanted.language === stored.language && wanted.timeZone === stored.timeZone) return
  await change(
    actor,
    'account:update',
    'user.update',
    (tx) => ownAccount(tx, actor),
    async (tx, { id }) => {
      const before = await tx.user.findUniqueOrThrow({ where: { id }, select })
      const after = { language: language ?? before.language, timeZone: timeZone ?? before.timeZone }
      await tx.user.update({ where: { id }, data: { ...after, updatedAt: now() } })
      return { result: undefined, before, after }
    },
  )
}
