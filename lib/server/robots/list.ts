import 'server-only'
import { accessKeys, decodeAccess } from '@/lib/domain/access'
import type { Page, RobotListQuery } from '@/lib/domain/list-query'
import { searchTerm } from '@/lib/domain/robot-name'
import type { RobotRow } from '@/lib/domain/robot-row'
import type { Actor } from '../rights/actor'
import { rightsIn } from '../rights/authorize'
import { now } from '../clock'
import { db } from '../store/db'
import { Refusal } from '../errors'
import { inOrder } from '../store/filtered-ids'
import { findProject, projectScope } from '../projects/find'
import { readSettings } from '../settings/read'
import { projectRobotFields, toRobotRow } from './find'
import { robotPageIds } from './page-ids'

/** A project's robots as a page shows them. `may` is for courtesy; `at` is the server's clock, in milliseconds. */
export type ProjectRobots = Page<RobotRow> & {
  context: { level: 'project'; project: { id: number; name: string }; prefix: string; defaultDurationDays: number }
  may: { create: boolean; update: boolean; delete: boolean }
  at: number
}

/** One page of a project's robots. *Not found* when the actor may not see the project, *forbidden* when not its robots. */
export async function listProjectRobots(
  actor: Actor,
  projectName: string,
  query: RobotListQuery,
): Promise<ProjectRobots> {
  const project = await findProject(db(), projectName)
  if (!project) throw new Refusal('not-found', 'project not found')
  const rights = await rightsIn(db(), actor, projectScope(project))
  if (!rights.may('project:read')) throw new Refusal('not-found', 'project not found')
  if (!rights.may('robot:list')) throw new Refusal('forbidden', 'forbidden')

  const { robotNamePrefix: prefix, robotDurationDays: defaultDurationDays } = await readSettings(db())
  const term = searchTerm(query.search, prefix, projectName)
  const { ids, total } = await robotPageIds(project.id, term, query)
  const robots = await db().robot.findMany({ where: { id: { in: ids } }, include: projectRobotFields })
  return {
    rows: inOrder(ids, robots).map((robot) => {
      // Its only grant is its project's.
      const access = robot.grants.flatMap((grant) => accessKeys(decodeAccess(grant.access)))
      return toRobotRow(prefix, robot, { access, allProjectsAccess: null, projectCount: 0 })
    }),
    total,
    context: { level: 'project', project: { id: project.id, name: project.name }, prefix, defaultDurationDays },
    may: { create: rights.may('robot:create'), update: rights.may('robot:update'), delete: rights.may('robot:delete') },
    at: now().getTime(),
  }
}
