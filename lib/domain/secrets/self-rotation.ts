import { z } from 'zod'

/** For how long a robot's old secret goes on after the new one was first used: 1 to 168 hours. */
export const selfRotationHours = { usual: 24, max: 168 } as const
const whole = `must be a whole number of hours from 1 to ${selfRotationHours.max}`
export const selfRotationInput = z.object({ hours: z.int(whole).min(1, whole).max(selfRotationHours.max, whole) })
export type SelfRotationInput = z.output<typeof selfRotationInput>

/** A robot gives itself a new secret once in this time at most. */
export const rotationPauseMs = 3_600_000
/**
 * One that it has made and nobody used may not have been stored: after this time it is replaced. Before, whoever made it
 * may be about to store it.
 */
export const unusedPauseMs = 60_000

/** A secret as far as it matters here; `own`: the robot made it itself. `end`: milliseconds, as `secretEnd` has it. */
type Secret = {
  id: number
  madeAt: number
  own: boolean
  firstUse: number | null
  end: number | null
  retiresAfter: number | null
}
type Standing = {
  /** Those that sign in, at most two, oldest first. */
  live: readonly Secret[]
  /** The one that the robot has just proved. */
  provedId: number
  /** When it last made one itself, whatever became of that. */
  lastMadeAt: number | null
  now: number
}
type Verdict =
  | { kind: 'go'; ends?: 'newer' }
  /** Too soon: again in so many milliseconds. */
  | { kind: 'wait'; forMs: number }
  /** Both are in use: until the older one ends, where that is foreseen. */
  | { kind: 'two-in-use'; until: number | null }
  /** Somebody else has made the newer one, for somebody who has not used it yet. */
  | { kind: 'not-its-own' }
  /** What it proved signs in no more. */
  | { kind: 'gone' }

/**
 * Whether a robot may give itself a new secret now. With one secret: once an hour. With two, of which the newer was made
 * by itself and never used, that one is replaced: whoever asked for it was stopped before it was stored. That counts
 * after a minute, not after an hour, so a job that is stopped over and over is never locked out. A clock that was set
 * back holds nobody up.
 */
export function selfRotation({ live, provedId, lastMadeAt, now }: Standing): Verdict {
  const [older, newer] = live
  if (!older || !live.some(({ id }) => id === provedId)) return { kind: 'gone' }
  if (!newer) return paused(lastMadeAt, rotationPauseMs, now) ?? { kind: 'go' }
  if (newer.firstUse !== null || newer.id === provedId) return { kind: 'two-in-use', until: endOf(older, newer, now) }
  if (!newer.own) return { kind: 'not-its-own' }
  return paused(newer.madeAt, unusedPauseMs, now) ?? { kind: 'go', ends: 'newer' }
}

function paused(since: number | null, pauseMs: number, now: number): Verdict | null {
  const passed = since === null ? pauseMs : now - since
  return passed >= 0 && passed < pauseMs ? { kind: 'wait', forMs: pauseMs - passed } : null
}

/** The newer one's first use may be this very request, and not be written yet. */
function endOf({ end, retiresAfter }: Secret, { firstUse }: Secret, now: number): number | null {
  return end ?? (retiresAfter === null ? null : (firstUse ?? now) + retiresAfter * 1000)
}
