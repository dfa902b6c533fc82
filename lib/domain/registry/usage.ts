import type { UsageKind } from './registry-event'

/** How far back the activity of a robot is shown day by day. */
export const activityDays = 30
/** How long counts are kept, and how far back its repositories are listed. */
export const usageDays = 90

export type Counts = Record<UsageKind, number>
export const noCounts: Counts = { pulls: 0, pushes: 0, deletes: 0 }

/** One day in UTC, `YYYY-MM-DD`. */
export type UsageDay = Counts & { day: string }

const msPerDay = 86_400_000

/** The UTC day of a moment in Unix seconds. */
export const dayOf = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 10)

/** The last `count` days up to that of `seconds`, oldest first. */
export function daysUpTo(seconds: number, count: number): string[] {
  const last = Date.parse(dayOf(seconds))
  return Array.from({ length: count }, (_, index) => dayOf((last - (count - 1 - index) * msPerDay) / 1000))
}

/** Every one of these days, those without a count too. */
export function fillDays(days: readonly string[], counted: readonly UsageDay[]): UsageDay[] {
  const byDay = new Map(counted.map((each) => [each.day, each]))
  return days.map((day) => byDay.get(day) ?? { day, ...noCounts })
}

/** All of them together. */
export const totalOf = (counts: readonly Counts[]): Counts =>
  counts.reduce<Counts>(
    (sum, { pulls, pushes, deletes }) => ({
      pulls: sum.pulls + pulls,
      pushes: sum.pushes + pushes,
      deletes: sum.deletes + deletes,
    }),
    noCounts,
  )
