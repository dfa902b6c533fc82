import 'server-only'
import { accessKeys, decodeAccess } from '@/lib/domain/access'
import type { ApiPage } from '@/lib/domain/api-list'
import { parseHarborQuery, parseInteger, queryKey, type QueryCondition } from '@/lib/domain/harbor-query'
import type { Page, RobotListQuery } from '@/lib/domain/list-query'
import type { PermissionLevel } from '@/lib/domain/permission-catalog'
import { searchTerm } from '@/lib/domain/robot-name'
import type { RobotRow } from '@/lib/domain/robot-row'
import type { ProjectKey } from '@/lib/domain/grant'
import type { Actor } from '../rights/actor'
import { rightsToRead, theSystem } from '../rights/authorize'
import { now } from '../clock'
import { db } from '../store/db'
import { asRefusal, Refusal } from '../errors'
import { Prisma } from '../generated/sqlite/client'
import { filteredIds, inOrder } from '../store/filtered-ids'
import { findVisibleProject, projectPlace } from '../projects/find'
import { currentSettings } from '../settings/current'
import { robotFields, toRobotRow } from './find'
import { findApiRobots, type ApiRobot } from './get'
import { apiColumns, filterCondition, keptOf, pageColumns, robotsOf } from './list-columns'

/** Robots as a page shows them. `may` is for courtesy; `renderedAt` is the server's clock, in milliseconds. */
export type RobotList = Page<RobotRow> & {
  context: {
    level: PermissionLevel
    project: { id: number; name: string } | null
    prefix: string
    defaultDurationDays: number
  }
  may: { create: boolean; update: boolean; delete: boolean }
  renderedAt: number
}

/**
 * One page of the robots of a project, or of the system (null), their projects counted only: the number of queries
 * depends on neither. *Not found* when the actor may not see the project, *forbidden* when not its robots.
 */
export async function listRobots(actor: Actor, place: ProjectKey | null, query: RobotListQuery): Promise<RobotList> {
  const { project, rights } = await readable(actor, place)
  const { robotNamePrefix: prefix, robotDurationDays: defaultDurationDays } = await currentSettings()
  const { filter, search, sort, page, size } = query
  const text = searchTerm(search, prefix, project?.name ?? null)
  const conditions: QueryCondition[] = text === '' ? [] : [{ key: 'name', match: { kind: 'contains', text } }]
  const scope = filter ? Prisma.sql`${robotsOf(project)} AND ${filterCondition(filter)}` : robotsOf(project)
  const { ids, total } = await filteredIds('Robot', pageColumns(project, filter), scope, {
    ...{ conditions, sort, page, size },
    ...keptOf(project, filter),
  })
  const level = project ? 'project' : 'system'
  const context = {
    level,
    project: project && { id: project.id, name: project.name },
    prefix,
    defaultDurationDays,
  } as const
  return {
    rows: await rowsOf(level, prefix, ids),
    total,
    context,
    may: { create: rights.may('robot:create'), update: rights.may('robot:update'), delete: rights.may('robot:delete') },
    renderedAt: now().getTime(),
  }
}

export type ApiRobotList = ApiPage & { q: string; sort: string }

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
  const found = await readable(actor, place).catch((error: unknown) => {
    if (place && asRefusal(error)?.kind === 'not-found') return null
    throw error
  })
  if (!found) return { rows: [], total: 0 }
  const { project } = found
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

async function readable(actor: Actor, place: ProjectKey | null) {
  const project = place && (await findVisibleProject(place))
  const rights = await rightsToRead(actor, 'robot:list', place ? project && projectPlace(project) : theSystem)
  return { project, rights }
}

async function rowsOf(level: PermissionLevel, prefix: string, ids: number[]): Promise<RobotRow[]> {
  const robotId = { in: ids }
  const grants = { where: { scope: { in: [level, 'all-projects'] } }, select: { scope: true, access: true } }
  const [robots, counts] = await Promise.all([
    db().robot.findMany({ where: { id: robotId }, include: { ...robotFields, grants } }),
    level === 'project' ? [] : countProjects(robotId),
  ])
  return inOrder(ids, robots).map((robot) => {
    const accessIn = (scope: string) => {
      const grant = robot.grants.find((each) => each.scope === scope)
      return grant && accessKeys(decodeAccess(grant.access))
    }
    return toRobotRow(prefix, robot, {
      access: accessIn(level) ?? [],
      allProjectsAccess: accessIn('all-projects') ?? null,
      projectCount: counts.find((each) => each.robotId === robot.id)?._count.id ?? 0,
    })
  })
}

const countProjects = (robotId: { in: number[] }) =>
  db().robotGrant.groupBy({ by: ['robotId'], where: { robotId, scope: 'project' }, _count: { id: true } })
