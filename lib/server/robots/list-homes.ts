import 'server-only'
import type { ApiPage } from '@/lib/domain/lists/api-list'
import type { Page } from '@/lib/domain/lists/list-query'
import type { RobotHome } from '@/lib/domain/robots/robot-row'
import type { Actor } from '../rights/actor'
import { managedRobots } from '../rights/managed-robots'
import { projectColumns } from '../projects/visible'
import { db } from '../store/db'
import { filteredIds, inOrder } from '../store/filtered-ids'
import { Prisma } from '../generated/sqlite/client'

/** One page of the projects that the actor may make robots in, for who is to choose among them. People's own. */
export async function listRobotHomes(
  actor: Actor,
  { name, sort, page, size }: ApiPage & { name: string; sort: string },
): Promise<Page<RobotHome>> {
  const { projects } = await managedRobots(actor)
  const scope = projects === null ? Prisma.sql`1 = 1` : Prisma.sql`"id" IN (${projects})`
  const conditions = name === '' ? [] : [{ key: 'name', match: { kind: 'contains' as const, text: name } }]
  const { ids, total } = await filteredIds('Project', projectColumns, scope, { conditions, sort, page, size })
  const rows = await db().project.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true, createdAt: true },
  })
  return { rows: inOrder(ids, rows), total }
}
