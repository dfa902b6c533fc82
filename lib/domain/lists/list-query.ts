import type { PermissionLevel } from '../permissions/permission-catalog'
import type { RobotFilter } from '../robots/robot-filter'

/** One page of a list as the pages ask for it: `page` counts from 1, `search` is already trimmed. */
export type ListQuery<Sort extends string> = { search: string; sort: Sort; page: number; size: PageSize }

type PageSize = 15 | 25 | 50 | 100

export const robotSorts = ['name', '-name', 'created', '-created', 'used', '-used'] as const
export type RobotSort = (typeof robotSorts)[number]
/** `used` begins with the robots that never were. */
/** Which robots are meant, of those of a place. */
export type RobotsAsked = { search: string; filter?: RobotFilter | null; level?: PermissionLevel | null }
export type RobotListQuery = ListQuery<RobotSort> & RobotsAsked

export type Page<Row> = { rows: Row[]; total: number }
