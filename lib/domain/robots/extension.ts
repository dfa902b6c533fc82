import { daysUntil, durationFromNow, expiresAtFor, maxDurationDays } from './expiry'

/** So many days more: from now, or from when it would end. */
export type Extension = { days: number; from: 'now' | 'end' }

type Ending = { createdAt: string; expiresAt: number | null }

/**
 * The duration, in days from creation, that extending gives a robot; null where there is nothing to extend: it never
 * ends, it ends later anyway, or it would end beyond the longest duration there is.
 */
export function extendedDuration(
  { createdAt, expiresAt }: Ending,
  { days, from }: Extension,
  now: Date,
): number | null {
  if (expiresAt === null) return null
  const created = new Date(createdAt)
  const present = daysUntil(created, expiresAt)
  const extended = from === 'now' ? durationFromNow(created, now, days) : present + days
  return extended > present && extended <= maxDurationDays ? extended : null
}

/**
 * The duration that brings back a robot's present end once it was extended: the one it has, unless its days were counted
 * anew since it was made; then the last of them may become a whole one.
 */
export function durationToReturn({ createdAt, expiresAt, durationDays }: Ending & { durationDays: number }): number {
  const created = new Date(createdAt)
  const isCountedAnew = expiresAt !== null && expiresAtFor(created, durationDays) !== expiresAt
  return isCountedAnew ? daysUntil(created, expiresAt) : durationDays
}
