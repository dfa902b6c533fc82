import 'server-only'
import type { ApiPage } from '@/lib/domain/api-list'
import { parseHarborQuery, type QueryCondition } from '@/lib/domain/harbor-query'
import type { Page } from '@/lib/domain/list-query'
import type { Actor } from '../rights/actor'
import { db } from '../store/db'
import { Refusal } from '../errors'
import { Prisma } from '../generated/sqlite/client'
import { filteredIds, inOrder } from '../store/filtered-ids'
import { projectColumns, visibleProjects } from './visible'

/** `name` is a part of the name, `owner` a whole user name. */
export type ApiProjectList = ApiPage & { q: string; sort: string; name?: string; public?: boolean; owner?: string }
export type ApiProject = Awaited<ReturnType<typeof findApiProjects>>[number]

/** One page of the projects the actor may see: the public ones for anybody. */
export async function listProjectsForApi(actor: Actor, list: ApiProjectList): Promise<Page<ApiProject>> {
  const query = parseHarborQuery(list.q)
  if (!query.ok) throw new Refusal('invalid', query.message)
  const scope = Prisma.join([await visibleProjects(actor), owned(list.owner)], ' AND ')
  const conditions = [...query.conditions, ...parameters(list)]
  const { sort, page, size } = list
  const { ids, total } = await filteredIds('Project', projectColumns, scope, { conditions, sort, page, size })
  return { rows: inOrder(ids, await findApiProjects(actor, ids)), total }
}

function parameters({ name, public: isPublic }: ApiProjectList): QueryCondition[] {
  const conditions: QueryCondition[] = []
  if (name) conditions.push({ key: 'name', match: { kind: 'contains', text: name } })
  if (isPublic !== undefined)
    conditions.push({ key: 'public', match: { kind: 'exact', value: { text: String(isPublic) } } })
  return conditions
}

const owned = (owner: string | undefined): Prisma.Sql =>
  owner ? Prisma.sql`"ownerId" IN (SELECT "id" FROM "User" WHERE "username" = ${owner})` : Prisma.sql`1 = 1`

/** Projects in no particular order, with the caller's role in each. */
export const findApiProjects = (actor: Actor, ids: number[]) =>
  db().project.findMany({
    where: { id: { in: ids } },
    include: {
      owner: { select: { username: true } },
      metadata: { select: { name: true, value: true }, orderBy: { name: 'asc' } },
      members: { where: { userId: actor.kind === 'user' ? actor.id : -1 }, select: { role: true } },
    },
  })
