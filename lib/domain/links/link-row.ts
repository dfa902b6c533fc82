import type { RevealedSecret } from '../robots/robot-row'

/** `void`: the robot has another secret, or is gone. `locked`: too many wrong passphrases. */
export type LinkState = 'open' | 'opened' | 'withdrawn' | 'locked' | 'void' | 'expired'

/** A link as its maker sees it: plain data, no secret and nothing that opens it. */
export type LinkRow = {
  id: number
  robotName: string
  state: LinkState
  guarded: boolean
  /** ISO 8601, UTC. */
  createdAt: string
  expiresAt: string
  openedAt: string | null
  openedFrom: string | null
  openedWith: string | null
}

/** What making a link answers, once: both halves of its address. */
export type MadeLink = { linkId: number; id: string; key: string; guarded: boolean; expiresAt: string }

/** What opening a link answers, once: what was shown where the secret was made. */
export type OpenedLink = RevealedSecret
