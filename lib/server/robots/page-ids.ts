import 'server-only'
import type { QueryCondition } from '@/lib/domain/harbor-query'
import type { RobotListQuery } from '@/lib/domain/list-query'
import type { PermissionLevel } from '@/lib/domain/permission-catalog'
import { robotCondition, type RobotFilter } from '@/lib/domain/robot-filter'
import { nowSeconds } from '../clock'
import { Prisma } from '../generated/sqlite/client'
import { filteredIds, type Columns } from '../store/filtered-ids'
import { searched } from '../store/search'

/** What the pages search and sort by: the bare name, unlike the API's. Only legacy robots' names hold capitals. */
const columnsOf = (level: PermissionLevel): Columns => ({
  id: { sql: '"id"', type: 'integer' },
  name: { sql: '"name"', type: 'text', searched: level === 'system' ? '"name"' : searched('robot', 'name') },
  created: { sql: '"createdAt"', type: 'time' },
  used: { sql: '"lastUsedAt"', type: 'integer' },
})

/**
 * The ids of one page of the robots of a project, by its id, or of the system, whose name holds `term`, and how many
 * there are.
 */
export function robotPageIds(
  place: number | 'system',
  term: string,
  { filter, sort, page, size }: RobotListQuery,
): Promise<{ ids: number[]; total: number }> {
  const within = place === 'system' ? Prisma.sql`"level" = 'system'` : Prisma.sql`"projectId" = ${place}`
  const scope = filter ? Prisma.sql`${within} AND ${conditionOf(filter)}` : within
  const conditions: QueryCondition[] = term === '' ? [] : [{ key: 'name', match: { kind: 'contains', text: term } }]
  const columns = columnsOf(place === 'system' ? 'system' : 'project')
  return filteredIds('Robot', columns, scope, { conditions, sort, page, size })
}

function conditionOf(filter: RobotFilter): Prisma.Sql {
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
