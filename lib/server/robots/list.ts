import 'server-only'
import type { ListQuery, Page, RobotSort } from '@/lib/domain/list-query'
import { searchTerm } from '@/lib/domain/robot-name'
import type { RobotRow } from '@/lib/domain/robot-row'
import type { Actor } from '../actor'
import { rightsIn } from '../authorize'
import { db } from '../db'
import { Refusal } from '../errors'
import { findProject, projectScope } from '../projects/find'
import { readSettings } from '../settings/read'
import { likePattern } from '../like'
import { robotFields, toRobotRow } from './find'

// The id makes every order total: rows made in the same moment neither repeat nor vanish between pages.
const orders = {
  name: [{ name: 'asc' }, { id: 'asc' }],
  '-name': [{ name: 'desc' }, { id: 'desc' }],
  created: [{ createdAt: 'asc' }, { id: 'asc' }],
  '-created': [{ createdAt: 'desc' }, { id: 'desc' }],
} as const

/** One page of a project's robots. *Not found* when the actor may not see the project, *forbidden* when not its robots. */
export async function listProjectRobots(
  actor: Actor,
  projectName: string,
  query: ListQuery<RobotSort>,
): Promise<Page<RobotRow>> {
  const project = await findProject(db(), projectName)
  if (!project) throw new Refusal('not-found', 'project not found')
  const rights = await rightsIn(db(), actor, projectScope(project))
  if (!rights.may('project:read')) throw new Refusal('not-found', 'project not found')
  if (!rights.may('robot:list')) throw new Refusal('forbidden', 'forbidden')

  const { robotNamePrefix } = await readSettings(db())
  const term = searchTerm(query.search, robotNamePrefix, projectName)
  const where = { projectId: project.id, ...(term === '' ? {} : { name: { contains: likePattern(term) } }) }
  const [robots, total] = await Promise.all([
    db().robot.findMany({
      where,
      include: robotFields,
      orderBy: [...orders[query.sort]],
      skip: (query.page - 1) * query.size,
      take: query.size,
    }),
    db().robot.count({ where }),
  ])
  return { rows: robots.map((robot) => toRobotRow(robotNamePrefix, robot)), total }
}
