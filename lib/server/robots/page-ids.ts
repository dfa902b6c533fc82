import 'server-only'
import type { RobotListQuery } from '@/lib/domain/list-query'
import { robotCondition, type RobotFilter } from '@/lib/domain/robot-filter'
import { nowSeconds } from '../clock'
import { Prisma } from '../generated/sqlite/client'
import { filteredIds, type Columns } from '../harbor-filter'

/** What the pages search and sort by: the bare name, unlike the API's. */
const columns: Columns = {
  id: { sql: '"id"', type: 'integer' },
  name: { sql: '"name"', type: 'text' },
  created: { sql: '"createdAt"', type: 'time' },
  used: { sql: '"lastUsedAt"', type: 'integer' },
}

/** The ids of one page of the robots `within` (a project, the system) whose name holds `term`, and how many there are. */
export const robotPageIds = (within: Prisma.Sql, term: string, { filter, sort, page, size }: RobotListQuery) =>
  filteredIds('Robot', columns, filter ? Prisma.sql`${within} AND ${conditionOf(filter)}` : within, {
    conditions: term === '' ? [] : [{ key: 'name', match: { kind: 'contains', text: term } }],
    sort,
    page,
    size,
  })

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
