import 'server-only'
import type { ApiPage } from '@/lib/domain/lists/api-list'
import type { Page } from '@/lib/domain/lists/list-query'
import type { Actor } from '../rights/actor'
import { rightsToRead } from '../rights/authorize'
import { db } from '../store/db'
import { Refusal } from '../errors'
import { inOrder } from '../store/filtered-ids'
import { inChunks } from '../store/in-chunks'
import { asTarget, type ProjectRecord } from '../projects/find'
import { searchMemberIds } from './search'

export type ApiMember = Awaited<ReturnType<typeof findMembers>>[number]

/** One page of a project's members by name, or the one whose name is exactly `entityName`. */
export async function listMembersForApi(
  actor: Actor,
  project: ProjectRecord,
  { entityName, page, size }: ApiPage & { entityName: string },
): Promise<Page<ApiMember>> {
  await rightsToRead(actor, 'member:list', asTarget(project))
  const { ids, total } =
    entityName === ''
      ? await searchMemberIds(db(), project.id, { search: '', sort: 'name', page, size })
      : await named(project.id, entityName, page)
  return { rows: inOrder(ids, await findMembers(project.id, ids)), total }
}

/** A page after the first is empty: a project has one member of a name at most. */
async function named(projectId: number, username: string, page: number): Promise<{ ids: number[]; total: number }> {
  const found = await db().projectMember.findMany({ where: { projectId, user: { username } }, select: { id: true } })
  return { ids: page === 1 ? found.map(({ id }) => id) : [], total: found.length }
}

/** One member of a project; *not found* when it is none. */
export async function getMemberForApi(actor: Actor, project: ProjectRecord, id: number): Promise<ApiMember> {
  await rightsToRead(actor, 'member:read', asTarget(project))
  const [member] = await findMembers(project.id, [id])
  if (!member)
    throw new Refusal(
      'not-found',
      `the project member is not found, project id ${project.id}, member id ${id}`,
      'member-gone',
    )
  return member
}

async function findMembers(projectId: number, ids: number[]) {
  const include = { user: { select: { id: true, username: true } } }
  const found = await inChunks(ids, (chunk) =>
    db().projectMember.findMany({ where: { projectId, id: { in: chunk } }, include }),
  )
  return found.flat()
}
