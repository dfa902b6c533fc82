import type { PermissionLevel } from '@/lib/domain/permissions/permission-catalog'

/** What the robot dialogs need to know of their surroundings. */
export type RobotsContext = {
  level: PermissionLevel
  /** null on the page of the system's robots. */
  project: { id: number; name: string } | null
  /** The setting Robot Name Prefix. */
  prefix: string
  /** The setting for robots without a duration of their own, days. */
  defaultDurationDays: number
  /** The setting for registry tokens: how long one lives, minutes. */
  tokenMinutes: number
  /** The setting for refreshing: so many hours an old secret goes on after the new one's first use, 0 = not at all. */
  secretOverlapHours: number
}

/** The same of a table; `all` = of several places, each row says which. */
export type RobotsTableContext = Omit<RobotsContext, 'level'> & { level: PermissionLevel | 'all' }
