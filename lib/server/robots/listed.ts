import 'server-only'
import type { PermissionLevel } from '@/lib/domain/permissions/permission-catalog'
import { robotCondition, type RobotFilter } from '@/lib/domain/robots/robot-filter'
import { nowSeconds } from '../clock'
import { Prisma } from '../generated/sqlite/client'
import type { ManagedRobots } from '../rights/managed-robots'
import { fewThatMayHold, keptCount, type RobotPlace } from '../store/robot-index'

/** A project whose robots are listed. */
export type ListedProject = { id: number; name: string }
/** Whose robots a list is of: a project's, the system's (null), or all that somebody manages. */
export type Listed = ListedProject | null | ManagedRobots

export const isManaged = (listed: Listed): listed is ManagedRobots => listed !== null && 'kind' in listed

/** These robots, or those of them at a level. */
export function robotsOf(listed: Listed, level: PermissionLevel | null = null): Prisma.Sql {
  if (!isManaged(listed)) return listed ? Prisma.sql`"projectId" = ${listed.id}` : Prisma.sql`"level" = 'system'`
  const { projects } = listed
  const managed = projects && Prisma.sql`"projectId" IN (${projects})`
  const conditions = [managed, level && Prisma.sql`"level" = ${level}`].filter((each) => each !== null)
  return conditions.length > 0 ? Prisma.join(conditions, ' AND ') : Prisma.sql`1 = 1`
}

export const robotPlace = (listed: Listed): RobotPlace =>
  isManaged(listed) ? { places: listed.projects } : (listed?.id ?? 0)

/** What is kept of these robots, or of those a filter leaves, beside their rows, for `filteredIds`. */
export const keptOf = (listed: Listed, filter: RobotFilter | null = null) => ({
  ...((filter === null || filter === 'disabled') && { kept: keptCount(robotPlace(listed), filter && true) }),
  few: (part: string) => fewThatMayHold(robotPlace(listed), part),
})

/** What a filter leaves of them, at this moment. */
export function filterCondition(filter: RobotFilter): Prisma.Sql {
  const condition = robotCondition(filter, nowSeconds())
  switch (condition.kind) {
    case 'unused-since': {
      const { since } = condition
      return Prisma.sql`"lastUsedAt" < ${since} AND "createdAt" <= ${new Date(since * 1000)}`
    }
    case 'never-used':
      return Prisma.sql`"lastUsedAt" = 0`
    case 'ends': {
      const after = condition.after === null ? Prisma.empty : Prisma.sql` AND "expiresAt" > ${condition.after}`
      return Prisma.sql`"expiresAt" <= ${condition.until}${after}`
    }
    case 'disabled':
      return Prisma.sql`"disabled" = ${true}`
  }
}
