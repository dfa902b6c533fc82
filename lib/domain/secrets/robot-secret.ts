import { z } from 'zod'
import { isExpired } from '../robots/expiry'
import { chosenSecret, robotId } from '../robots/robot-schema'
import type { LastUse } from './robot-activity'

/** How long an old secret may go on beside a new one: thirty days. */
export const maxOverlapHours = 720

/** What decides until when a secret signs in. */
type SecretTimes = {
  expiresAt: Date | null
  retiresAt: Date | null
  /** Seconds after its successor's first use. */
  retiresAfter: number | null
  endedAt: Date | null
}

/**
 * From when a secret no longer signs in, in milliseconds, as far as that is decided; null = not yet. `successor` is the
 * one that takes its place: while nobody has used it, it ends nothing.
 */
export function secretEnd(secret: SecretTimes, successor: { activatedAt: Date | null } | null): number | null {
  const { expiresAt, retiresAt, retiresAfter, endedAt } = secret
  const firstUse = successor?.activatedAt ?? null
  const replaced = firstUse === null || retiresAfter === null ? null : firstUse.getTime() + retiresAfter * 1000
  const ends = [expiresAt?.getTime(), retiresAt?.getTime(), replaced, endedAt?.getTime()]
  return ends.reduce<number | null>((first, end) => (end == null ? first : Math.min(first ?? end, end)), null)
}

/** A secret whose moment has come is over: `<=`, as a robot's. */
export const isOver = (end: number | null, now: number): boolean => end !== null && end <= now

/** Why nothing signs in with a robot's secrets, though they have not ended. */
export type HeldBy = 'disabled' | 'expired'

/** What holds a robot's secrets back; null where they sign in. */
export const heldBy = (robot: { disabled: boolean; expiresAt: number | null }, nowSeconds: number): HeldBy | null =>
  robot.disabled ? 'disabled' : isExpired(robot.expiresAt, nowSeconds) ? 'expired' : null

export type EndedHow = 'replaced' | 'retired' | 'cancelled' | 'expired'

/** How a secret ended that nobody has ended before its time. */
export const endedByTime = (end: number, { expiresAt }: Pick<SecretTimes, 'expiresAt'>): EndedHow =>
  expiresAt?.getTime() === end ? 'expired' : 'replaced'

const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text))
const afterFirstUse = z.object({
  kind: z.literal('after-first-use'),
  hours: z.number().int().min(1).max(maxOverlapHours),
})
const atMoment = z.object({ kind: z.literal('at'), at: moment })

/** When a secret is to stop that goes on beside its successor. */
const secretEnding = z.discriminatedUnion('kind', [afterFirstUse, atMoment])
export type SecretEnding = z.output<typeof secretEnding>

/** What becomes of the old secret when there is a new one. */
export const oldSecret = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('at-once') }),
  afterFirstUse,
  atMoment,
])
export type OldSecret = z.output<typeof oldSecret>

const secretId = z.number().int().positive()

/** `ends`: which of two live ones stops at once where another is to go on; by its id, it is the one that was seen. */
export const refreshSecretInput = z.object({
  id: robotId,
  secret: chosenSecret,
  oldSecret: oldSecret.optional(),
  ends: z.union([z.enum(['older', 'newer']), secretId]).optional(),
  restartLifetime: z.boolean().optional(),
})
export type RefreshSecretInput = z.output<typeof refreshSecretInput>

/** `secretId`: the older one. `newerId`: the one that was seen to go on beside it, which nobody may have if it is another. */
const rolling = z.object({ id: robotId, secretId, newerId: secretId.optional() })
export const retireSecretInput = rolling
export type RetireSecretInput = z.output<typeof retireSecretInput>
export const keepSecretInput = rolling.extend({ end: secretEnding })
export type KeepSecretInput = z.output<typeof keepSecretInput>
/** `secretId`: the newer one, which ends. */
export const cancelRotationInput = z.object({ id: robotId, secretId })
export type CancelRotationInput = z.output<typeof cancelRotationInput>

/** One of a robot's secrets as its page shows it: never the secret, nor its hash. Moments are ISO 8601, UTC. */
export type SecretRow = {
  id: number
  madeAt: string
  /** A user, or a robot by its full name; null when that one is gone or was none, and where it is not told. */
  madeBy: string | null
  /** null = never, or before that was noted. */
  firstUse: string | null
  lastUse: LastUse | null
  /** null = it has ended, and that is not kept. */
  scheme: 'generated' | 'chosen' | 'legacy' | null
  /** As far as it goes by the secret, whether or not the robot is held back. `retiring`: its end is foreseen. */
  state: 'live' | 'retiring' | 'ended'
  /** Of one that has not ended: a moment, or so many hours after its successor's first use. */
  end: { at: string } | { after: number } | null
  endedHow: EndedHow | null
  endedAt: string | null
}
