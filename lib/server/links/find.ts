import 'server-only'
import type { LinkRow, LinkState } from '@/lib/domain/links/link-row'
import type { Place } from '../rights/authorize'
import { now } from '../clock'
import { overSecrets } from '../robots/robot-secrets'
import type { Database, Tx } from '../store/db'

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

/** The links as they stand: of a secret that signs in no more they are void, also before that is written down. */
export async function asTheyStand<Link extends { secretId: number | null }>(tx: Tx, links: Link[]): Promise<Link[]> {
  const ids = links.flatMap(({ secretId }) => secretId ?? [])
  const over = await overSecrets(tx, ids)
  return links.map((link) => (over.has(link.secretId ?? 0) ? { ...link, secretId: null } : link))
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
