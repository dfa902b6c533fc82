import type { RobotFilter } from './robot-filter'

/** One page of a list as the pages ask for it: `page` counts from 1, `search` is already trimmed. */
export type ListQuery<Sort extends string> = { search: string; sort: Sort; page: number; size: PageSize }

type PageSize = 15 | 25 | 50 | 100

export const robotSorts = ['name', '-name', 'created', '-created', 'used', '-used'] as const
export type RobotSort = (typeof robotSorts)[number]
/** `used` begins with the robots that never were. */
export type RobotListQuery = ListQuery<RobotSort> & { filter?: RobotFilter | null }

export type Page<Row> = { rows: Row[]; total: number }
