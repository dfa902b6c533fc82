import 'server-only'
import type { ApiPage } from '@/lib/domain/api-list'
import type { Page } from '@/lib/domain/list-query'
import type { Actor } from '../rights/actor'
import { rightsToRead } from '../rights/authorize'
import { db } from '../store/db'
import { Refusal } from '../errors'
import { inOrder } from '../store/filtered-ids'
import { inChunks } from '../store/in-chunks'
import { asTarget, type ProjectRecord } from '../projects/find'
import { searchMemberIds } from './search'

export type ApiMember = Awaited<ReturnType<typeof findMembers>>[number]

/** One page of a project's members by name, those whose name holds `entityName`. */
export async function listMembersForApi(
  actor: Actor,
  project: ProjectRecord,
  { entityName, page, size }: ApiPage & { entityName: string },
): Promise<Page<ApiMember>> {
  await rightsToRead(actor, 'member:list', asTarget(project))
  const query = { search: entityName, sort: 'name' as const, page, size }
  const { ids, total } = await searchMemberIds(db(), project.id, query)
  return { rows: inOrder(ids, await findMembers(project.id, ids)), total }
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
