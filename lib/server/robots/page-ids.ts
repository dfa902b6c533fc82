import 'server-only'
import type { ListQuery, RobotSort } from '@/lib/domain/list-query'
import type { Prisma } from '../generated/sqlite/client'
import { filteredIds, type Columns } from '../harbor-filter'

/** What the pages search and sort by: the bare name, unlike the API's. */
const columns: Columns = {
  name: { sql: '"name"', type: 'text' },
  created: { sql: '"createdAt"', type: 'time' },
}

/** The ids of one page of the robots `within` (a project, the system) whose name holds `term`, and how many there are. */
export const robotPageIds = (within: Prisma.Sql, term: string, { sort, page, size }: ListQuery<RobotSort>) =>
  filteredIds('Robot', columns, within, {
    conditions: term === '' ? [] : [{ key: 'name', match: { kind: 'contains', text: term } }],
    sort,
    page,
    size,
  })
