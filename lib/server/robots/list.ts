import 'server-only'
import type { ApiPage } from '@/lib/domain/lists/api-list'
import { parseHarborQuery, parseInteger, queryKey, type QueryCondition } from '@/lib/domain/lists/harbor-query'
import type { Page, RobotListQuery } from '@/lib/domain/lists/list-query'
import type { PermissionLevel } from '@/lib/domain/permissions/permission-catalog'
import type { RobotRow } from '@/lib/domain/robots/robot-row'
import type { ProjectKey } from '@/lib/domain/permissions/grant'
import type { Actor } from '../rights/actor'
import { asRefusal, Refusal } from '../errors'
import { filteredIds, inOrder } from '../store/filtered-ids'
import { currentNames } from '../settings/current'
import { findRobots, readablePlace, readableRobots, type RobotsPlace } from './asked'
import { findApiRobots, type ApiRobot } from './get'
import { apiColumns } from './list-columns'
import { isManaged, keptOf, robotsOf } from './listed'
import { robotRows } from './list-rows'
import { surroundings, type Surroundings } from './surroundings'

/** Robots as a page shows them. Level `all`: of more than one place, each row says which. */
type RobotList = Page<RobotRow> & Surroundings<PermissionLevel | 'all'>

/**
 * One page of the robots of a place, their projects counted only: the number of queries depends on neither. *Not found*
 * when the actor may not see the project, *forbidden* when not its robots.
 */
export async function listRobots(actor: Actor, place: RobotsPlace, query: RobotListQuery): Promise<RobotList> {
  const { listed, may } = await readableRobots(actor, place)
  const { settings, prefixes } = await currentNames()
  const { ids, total } = await findRobots(listed, prefixes, query)
  const project = isManaged(listed) ? null : listed
  return {
    // Who made a robot is for who manages it: its readers do not learn the names of people.
    rows: await robotRows(settings.robotNamePrefix, ids, { makers: isManaged(listed) }),
    total,
    ...surroundings(isManaged(listed) ? 'all' : listed ? 'project' : 'system', project, may, settings),
  }
}

type ApiRobotList = ApiPage & { q: string; sort: string }

/**
 * One page of robots as `GET /robots` asks for them and shows them, with all they may do: those of one project
 * (`Level=project,ProjectID=n`), otherwise the system's. A project that the actor may not see, like one that does not
 * exist, has none.
 */
export async function listRobotsForApi(actor: Actor, { q, ...list }: ApiRobotList): Promise<Page<ApiRobot>> {
  const query = parseHarborQuery(q)
  if (!query.ok) throw new Refusal('invalid', query.message)
  const { conditions } = query
  const place = placeIn(conditions)
  const found = await readablePlace(actor, place).catch((error: unknown) => {
    if (place && asRefusal(error)?.kind === 'not-found') return null
    throw error
  })
  if (!found) return { rows: [], total: 0 }
  const { listed: project } = found
  const isByState = conditions.some(({ key, match }) => queryKey(key) === 'disabled' && match.kind === 'exact')
  const { ids, total } = await filteredIds('Robot', apiColumns(project, isByState), robotsOf(project), {
    ...{ ...list, conditions },
    ...keptOf(project),
  })
  return { rows: inOrder(ids, await findApiRobots(ids)), total }
}

/** Whose robots are meant. These two keys are spelled exactly so. */
function placeIn(conditions: readonly QueryCondition[]): ProjectKey | null {
  const exact = (wanted: string) => {
    const match = conditions.findLast(({ key }) => key === wanted)?.match
    if (match && match.kind !== 'exact') throw new Refusal('invalid', `${wanted} takes a single value`)
    return match?.value.text
  }
  const level = exact('Level') ?? 'system'
  if (level === 'system') return null
  if (level !== 'project') throw new Refusal('invalid', 'bad request error level input')
  const given = exact('ProjectID')
  if (given === undefined) throw new Refusal('invalid', 'must with project ID when to query project robots')
  const id = parseInteger(given)
  if (id === null || id <= 0) throw new Refusal('invalid', 'ProjectID must be a positive integer')
  // Beyond the column's width there is none, and PostgreSQL fails at it.
  return { id: id < 2 ** 31 ? id : 0 }
}
