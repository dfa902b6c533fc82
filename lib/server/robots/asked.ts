import 'server-only'
import type { QueryCondition } from '@/lib/domain/lists/harbor-query'
import type { RobotListQuery, RobotsAsked } from '@/lib/domain/lists/list-query'
import type { ProjectKey } from '@/lib/domain/permissions/grant'
import type { Permission } from '@/lib/domain/permissions/role'
import { searchTerm } from '@/lib/domain/robots/robot-name'
import type { Actor } from '../rights/actor'
import { rightsToRead, theSystem } from '../rights/authorize'
import { managedRobots } from '../rights/managed-robots'
import { Prisma } from '../generated/sqlite/client'
import { filteredIds } from '../store/filtered-ids'
import { findVisibleProject, projectPlace } from '../projects/find'
import { pageColumns } from './list-columns'
import { filterCondition, isManaged, keptOf, robotsOf, type Listed } from './listed'

/** Whose robots a page is about: a project's, the system's (null), or all that the actor manages, wherever they are. */
export type RobotsPlace = ProjectKey | null | 'all'

type Readable<Where> = { listed: Where; may: (permission: Permission) => boolean }

/** What of it the actor may list, and what may be done with each of them. Refuses as `readablePlace` does. */
export async function readableRobots(actor: Actor, place: RobotsPlace): Promise<Readable<Listed>> {
  // Who manages robots may do with them whatever there is to do.
  return place === 'all' ? { listed: await managedRobots(actor), may: () => true } : readablePlace(actor, place)
}

/** Of a single place: *not found* when the actor may not see the project, *forbidden* when not its robots. */
export async function readablePlace(
  actor: Actor,
  place: ProjectKey | null,
): Promise<Readable<{ id: number; name: string } | null>> {
  const project = place && (await findVisibleProject(place))
  const { may } = await rightsToRead(actor, 'robot:list', place ? project && projectPlace(project) : theSystem)
  return { listed: project, may }
}

type Conditions = { scope: Prisma.Sql; conditions: QueryCondition[] }

/** What a page's search and filters come to. The search also takes a robot's full name, as it is pasted, by any of
 * these prefixes. */
export function robotConditions(
  listed: Listed,
  prefixes: readonly string[],
  { search, filter, level }: RobotsAsked,
): Conditions {
  const project = isManaged(listed) ? null : listed
  const text = searchTerm(search, prefixes, project?.name ?? null)
  const scope = robotsOf(listed, level)
  return {
    scope: filter ? Prisma.sql`${scope} AND ${filterCondition(filter)}` : scope,
    conditions: text === '' ? [] : [{ key: 'name', match: { kind: 'contains', text } }],
  }
}

type RobotsQuery = Omit<RobotListQuery, 'size'> & { size: number }

/** The ids of one page of them, in their order, and how many there are. */
export function findRobots(listed: Listed, prefixes: readonly string[], { sort, page, size, ...asked }: RobotsQuery) {
  const { scope, conditions } = robotConditions(listed, prefixes, asked)
  const { kept, few } = keptOf(listed, asked.filter ?? null)
  // Of those at a level alone nothing is kept.
  const isKept = kept !== undefined && !(asked.level && isManaged(listed))
  return filteredIds('Robot', pageColumns(listed, asked.filter), scope, {
    ...{ conditions, sort, page, size, few },
    ...(isKept && { kept }),
  })
}
