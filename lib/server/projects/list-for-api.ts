import 'server-only'
import type { ApiPage } from '@/lib/domain/lists/api-list'
import { parseHarborQuery, queryKey, type QueryCondition } from '@/lib/domain/lists/harbor-query'
import type { Page } from '@/lib/domain/lists/list-query'
import type { Actor } from '../rights/actor'
import { db } from '../store/db'
import { Refusal } from '../errors'
import { Prisma } from '../generated/sqlite/client'
import { filteredIds, inOrder } from '../store/filtered-ids'
import { inChunks } from '../store/in-chunks'
import { projectColumns, visibleProjects } from './visible'

/** `name` is a part of the name, `owner` a whole user name; each wins over the same key of `q`. */
export type ApiProjectList = ApiPage & { q: string; sort: string; name?: string; public?: boolean; owner?: string }
export type ApiProject = Awaited<ReturnType<typeof findApiProjects>>[number]

/** One page of the projects the actor may see: the public ones for anybody. */
export async function listProjectsForApi(actor: Actor, list: ApiProjectList): Promise<Page<ApiProject>> {
  const query = parseHarborQuery(list.q)
  if (!query.ok) throw new Refusal('invalid', query.message)
  const given = parameters(actor, list)
  const conditions = [...query.conditions.filter(({ key }) => !given.has(queryKey(key))), ...[...given.values()].flat()]
  const scope = Prisma.join([await visibleProjects(actor), owned(conditions)], ' AND ')
  const { sort, page, size } = list
  const { ids, total } = await filteredIds('Project', projectColumns, scope, { conditions, sort, page, size })
  return { rows: inOrder(ids, await findApiProjects(actor, ids)), total }
}

/** The conditions that take the place of those of `q`, by key. */
function parameters(actor: Actor, { name, public: isPublic, owner }: ApiProjectList): Map<string, QueryCondition[]> {
  const given = new Map<string, QueryCondition[]>()
  const exactly = (key: string, text: string) => given.set(key, [{ key, match: { kind: 'exact', value: { text } } }])
  if (name) given.set('name', [{ key: 'name', match: { kind: 'contains', text: name } }])
  if (owner) exactly('owner', owner)
  if (isPublic !== undefined) exactly('public', String(isPublic))
  // Who is not signed in sees the public ones, whatever `q` says of that.
  else if (actor.kind === 'anonymous') given.set('public', [])
  return given
}

/** No column of a project's own, so no condition of the others. */
function owned(conditions: readonly QueryCondition[]): Prisma.Sql {
  const match = conditions.findLast(({ key }) => queryKey(key) === 'owner')?.match
  if (match?.kind !== 'exact') return Prisma.sql`1 = 1`
  return Prisma.sql`"ownerId" IN (SELECT "id" FROM "User" WHERE "username" = ${match.plain ?? match.value.text})`
}

/** Projects in no particular order, with the caller's role in each. */
export async function findApiProjects(actor: Actor, ids: number[]) {
  const members = { where: { userId: actor.kind === 'user' ? actor.id : -1 }, select: { role: true } }
  const metadata = { select: { name: true, value: true }, orderBy: { name: 'asc' } } as const
  const include = { owner: { select: { username: true } }, metadata, members }
  const found = await inChunks(ids, (chunk) => db().project.findMany({ where: { id: { in: chunk } }, include }))
  return found.flat()
}
