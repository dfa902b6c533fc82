import 'server-only'
import type { LinkState } from '@/lib/domain/link-row'
import { now } from '../clock'

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
