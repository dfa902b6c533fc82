/** Days from creation, or -1 for a robot that never expires (Harbor's `duration`). */
export const neverExpires = -1
/** Harbor's upper bound: 2^31 - 2 days. */
export const maxDurationDays = 2_147_483_646

const secondsPerDay = 86_400
/** Seven days left is when Harbor's "Expires in" turns from green to a warning. */
const warningSeconds = 7 * secondsPerDay
/** The last second a JavaScript Date can hold; longer durations are legal but cannot be shown as a date. */
const lastDateSecond = 8_640_000_000_000

/** Unix seconds at which a robot created at `createdAt` stops working; null = never. Calendar days of 24 h in UTC. */
export function expiresAtFor(createdAt: Date, durationDays: number): number | null {
  if (durationDays === neverExpires) return null
  return Math.floor(createdAt.getTime() / 1000) + durationDays * secondsPerDay
}

/** The same as the columns to store. */
export function expiryFields(
  createdAt: Date,
  durationDays: number,
): { durationDays: number; expiresAt: bigint | null } {
  const expiresAt = expiresAtFor(createdAt, durationDays)
  return { durationDays, expiresAt: expiresAt === null ? null : BigInt(expiresAt) }
}

/**
 * When a robot ends that is given this duration. Where that is the one it has, it ends when it does today: its days may
 * have been counted anew since it was made.
 */
export const endOf = (robot: { createdAt: string; durationDays: number; expiresAt: number | null }, days: number) =>
  days === robot.durationDays ? robot.expiresAt : expiresAtFor(new Date(robot.createdAt), days)

/** The days to store, counted from creation, so that the robot lives `days` more days from `now` (rounded up). */
export function durationFromNow(createdAt: Date, now: Date, days: number): number {
  if (days === neverExpires) return neverExpires
  return days + Math.ceil((now.getTime() - createdAt.getTime()) / (secondsPerDay * 1000))
}

/** The days from `createdAt` until `expiresAt`; the last may be a part of one. */
export const daysUntil = (createdAt: Date, expiresAt: number): number =>
  Math.ceil((expiresAt - Math.floor(createdAt.getTime() / 1000)) / secondsPerDay)

/** A robot whose moment has come is expired: `<=`, as in Harbor. */
export function isExpired(expiresAt: number | null, nowSeconds: number): boolean {
  return expiresAt !== null && expiresAt <= nowSeconds
}

/** The day of a moment in a time zone, as a date field has it: `2026-11-26`. */
export function dayOf(moment: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  const { year, month, day } = Object.fromEntries(parts.formatToParts(moment).map(({ type, value }) => [type, value]))
  return `${year!.padStart(4, '0')}-${month}-${day}`
}

/** The days after which what was made at `createdAt` ends on this day (`2026-12-31`); NaN for what is no day. */
export const daysUntilDay = (createdAt: Date, day: string, timeZone: string): number =>
  Math.round((Date.parse(`${day}T00:00Z`) - Date.parse(`${dayOf(createdAt, timeZone)}T00:00Z`)) / 86_400_000)

type Remaining =
  | { kind: 'never' }
  | { kind: 'expired' }
  | { kind: 'left'; days: number; hours: number; minutes: number; soon: boolean }

/** What "Expires in" shows: whole days, hours and minutes left, each rounded down. */
export function remaining(expiresAt: number | null, nowSeconds: number): Remaining {
  if (expiresAt === null) return { kind: 'never' }
  if (isExpired(expiresAt, nowSeconds)) return { kind: 'expired' }
  const left = expiresAt - nowSeconds
  return {
    kind: 'left',
    days: Math.floor(left / secondsPerDay),
    hours: Math.floor((left % secondsPerDay) / 3600),
    minutes: Math.floor((left % 3600) / 60),
    soon: left < warningSeconds,
  }
}

/** The moment as a Date, or null when it is never or beyond the dates JavaScript knows. */
export function expiryDate(expiresAt: number | null): Date | null {
  if (expiresAt === null || expiresAt > lastDateSecond) return null
  return new Date(expiresAt * 1000)
}
