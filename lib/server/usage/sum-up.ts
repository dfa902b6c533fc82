import 'server-only'
import type { CountedEvent } from '@/lib/domain/registry/registry-event'
import { dayOf, noCounts, type Counts } from '@/lib/domain/registry/usage'

export type UsageRow = Counts & { robotId: number; day: string; repository: string; lastAt: number }

/** One row for each robot, day and repository, in one order, so that two processes never wait for each other in a ring. */
export function sumUp(events: readonly (CountedEvent & { robotId: number })[]): UsageRow[] {
  const rows = new Map<string, UsageRow>()
  for (const { robotId, at, repository, kind } of events) {
    const day = dayOf(at)
    const key = `${robotId} ${day} ${repository}`
    const row = rows.get(key) ?? { robotId, day, repository, lastAt: at, ...noCounts }
    row[kind]++
    row.lastAt = Math.max(row.lastAt, at)
    rows.set(key, row)
  }
  return [...rows].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row)
}
