import 'server-only'
import type { ApiPage } from '@/lib/domain/lists/api-list'
import type { Page } from '@/lib/domain/lists/list-query'
import { accessKeys, decodeAccess } from '@/lib/domain/permissions/access'
import type { RobotProject } from '@/lib/domain/robots/robot-row'
import type { Actor } from '../rights/actor'
import { db } from '../store/db'
import { Prisma } from '../generated/sqlite/client'
import { filteredIds, inOrder } from '../store/filtered-ids'
import { inChunks } from '../store/in-chunks'
import type { Columns } from '../store/query-columns'
import { readableRobot } from './find'

const columns: Columns = {
  name: { sql: '"name"', type: 'text', searched: '"name"' },
  creationtime: { sql: '"createdAt"', type: 'time' },
}

type RobotProjectList = ApiPage & { name: string; sort: string }

/**
 * One page of the projects that a robot holds permissions of its own in, with these. *Not found* when the actor may not
 * see the robot.
 */
export async function listRobotProjects(
  actor: Actor,
  id: number,
  { name, sort, page, size }: RobotProjectList,
): Promise<Page<RobotProject>> {
  const { robot } = await readableRobot(actor, id)
  const scope = Prisma.sql`"id" IN (SELECT "projectId" FROM "RobotGrant" WHERE "robotId" = ${robot.id} AND "scope" = 'project')`
  const conditions = name === '' ? [] : [{ key: 'name', match: { kind: 'contains' as const, text: name } }]
  const { ids, total } = await filteredIds('Project', columns, scope, { conditions, sort, page, size })
  const grants = { where: { robotId: robot.id }, select: { access: true } }
  const select = { id: true, name: true, createdAt: true, grants }
  const found = await inChunks(ids, (chunk) => db().project.findMany({ where: { id: { in: chunk } }, select }))
  const rows = inOrder(ids, found.flat()).map(({ grants, ...project }) => ({
    ...project,
    access: accessKeys(grants.flatMap(({ access }) => decodeAccess(access))),
  }))
  return { rows, total }
}
