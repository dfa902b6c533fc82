import 'server-only'
import type { LinkRow, LinkState } from '@/lib/domain/link-row'
import type { Place } from '../rights/authorize'
import { now } from '../clock'
import type { Database } from '../store/db'

/** Those that can still be opened. */
export const openLinks = () => ({ box: { not: null }, secretId: { not: null }, expiresAt: { gt: now() } })

type Ends = {
  box: string | null
  secretId: number | null
  triesLeft: number
  expiresAt: Date
  openedAt: Date | null
  withdrawnAt: Date | null
}

/** What has become of a link: what somebody did comes before what happened by itself. */
export function stateOf(link: Ends): LinkState {
  if (link.openedAt) return 'opened'
  if (link.withdrawnAt) return 'withdrawn'
  if (link.triesLeft <= 0) return 'locked'
  if (link.expiresAt <= now()) return 'expired'
  return link.secretId === null || link.box === null ? 'void' : 'open'
}

/** Somebody's links are part of the account: nobody else knows of them. */
export const placeOfLinks = (makerId: number): Place => ({
  scope: { kind: 'account', userId: makerId },
  seenWith: 'account:update',
})

type Found = Awaited<ReturnType<Database['oneTimeLink']['findMany']>>[number]

export const toRow = (link: Found): LinkRow => ({
  id: link.id,
  robotName: link.robotName,
  state: stateOf(link),
  guarded: link.guarded,
  createdAt: link.createdAt.toISOString(),
  expiresAt: link.expiresAt.toISOString(),
  openedAt: link.openedAt?.toISOString() ?? null,
  openedFrom: link.openedFrom,
  openedWith: link.openedWith,
})
