import { parseAsStringLiteral, type inferParserType } from 'nuqs/server'
import { robotFilters } from '@/lib/domain/robots/robot-filter'
import { listParams, type ListState } from '../data-table/list-params'

/** What the URL of a robots page may say of its order and page. */
export const robotListParams = listParams({ sortKeys: ['name', 'created', 'used'], defaultSort: 'name' })
/** And of which robots it shows; of a level only where there are both. */
export const robotFilterParams = {
  filter: parseAsStringLiteral(robotFilters),
  level: parseAsStringLiteral(['project', 'system']),
}

export type RobotListState = ListState<'name' | 'created' | 'used'> & inferParserType<typeof robotFilterParams>
