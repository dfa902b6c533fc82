import 'server-only'
import type { ApiPage } from '@/lib/domain/api-list'
import { parseHarborQuery, type QueryCondition } from '@/lib/domain/harbor-query'
import type { Page } from '@/lib/domain/list-query'
import type { Actor } from '../actor'
import { rightsIn } from '../authorize'
import { db } from '../db'
import { Refusal } from '../errors'
import { Prisma } from '../generated/sqlite/client'
import { filteredIds, inOrder, type Columns } from '../harbor-filter'

const columns: Columns = {
  projectid: { sql: '"id"', type: 'integer' },
  name: { sql: '"name"', type: 'text' },
  ownerid: { sql: '"ownerId"', type: 'integer' },
  public: { sql: '"public"', type: 'boolean' },
  creationtime: { sql: '"createdAt"', type: 'time' },
  updatetime: { sql: '"updatedAt"', type: 'time' },
}

/** `name` is a part of the name, `owner` a whole user name. */
export type ApiProjectList = ApiPage & { q: string; sort: string; name?: string; public?: boolean; owner?: string }
export type ApiProject = Awaited<ReturnType<typeof findProjects>>[number]

/** One page of the projects the actor may see: the public ones for anybody. */
export async function listProjectsForApi(actor: Actor, list: ApiProjectList): Promise<Page<ApiProject>> {
  const query = parseHarborQuery(list.q)
  if (!query.ok) throw new Refusal('invalid', query.message)
  const scope = Prisma.join([await visible(actor), owned(list.owner)], ' AND ')
  const conditions = [...query.conditions, ...parameters(list)]
  const { sort, page, size } = list
  const { ids, total } = await filteredIds('Project', columns, scope, { conditions, sort, page, size })
  return { rows: inOrder(ids, await findProjects(actor, ids)), total }
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

/** What the rights of `authorize.ts` come to for a whole list: `project:read` in each. */
async function visible(actor: Actor): Promise<Prisma.Sql> {
  const { role } = await rightsIn(db(), actor, { kind: 'system' })
  if (role === 'systemAdmin') return Prisma.sql`1 = 1`
  const open = Prisma.sql`"public" = ${true}`
  if (actor.kind === 'user') {
    const members = Prisma.sql`SELECT "projectId" FROM "ProjectMember" WHERE "userId" = ${actor.id}`
    return Prisma.sql`(${open} OR "id" IN (${members}))`
  }
  if (actor.kind !== 'robot') return open
  const reads = actor.grants.filter(({ access }) => access.length > 0)
  if (reads.some(({ scope }) => scope === 'all-projects')) return Prisma.sql`1 = 1`
  const named = Prisma.sql`SELECT "projectId" FROM "RobotGrant" WHERE "robotId" = ${actor.id} AND "scope" = 'project'`
  return Prisma.sql`(${open} OR "id" IN (${named}))`
}

const findProjects = (actor: Actor, ids: number[]) =>
  db().project.findMany({
    where: { id: { in: ids } },
    include: {
      owner: { select: { username: true } },
      members: { where: { userId: actor.kind === 'user' ? actor.id : -1 }, select: { role: true } },
    },
  })
