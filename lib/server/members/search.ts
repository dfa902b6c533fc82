import 'server-only'
import type { ApiPage } from '@/lib/domain/lists/api-list'
import type { MemberSort } from '@/lib/domain/projects/member-row'
import type { Tx } from '../store/db'
import { Prisma } from '../generated/sqlite/client'
import { holds, searched } from '../store/search'

const username = searched('user', 'username', 'u.')

const orders: Record<MemberSort, string> = {
  name: `${username} ASC, m."id" ASC`,
  '-name': `${username} DESC, m."id" DESC`,
  created: 'm."createdAt" ASC, m."id" ASC',
  '-created': 'm."createdAt" DESC, m."id" DESC',
}

/**
 * The ids of one page of a project's members whose user name holds the search text, and how many there are in all. Raw,
 * because Prisma's `contains` takes `_` for any character and minds the case on one engine only.
 */
export async function searchMemberIds(
  tx: Tx,
  projectId: number,
  { search, sort, page, size }: ApiPage & { search: string; sort: MemberSort },
): Promise<{ ids: number[]; total: number }> {
  const from = Prisma.sql`
    FROM "ProjectMember" m JOIN "User" u ON u."id" = m."userId"
    WHERE m."projectId" = ${projectId} AND ${holds(username, search.trim())}`
  const order = Prisma.raw(orders[sort])
  const [rows, counted] = await Promise.all([
    tx.$queryRaw<{ id: number }[]>`
      SELECT m."id" ${from} ORDER BY ${order} LIMIT ${size} OFFSET ${(page - 1) * size}`,
    tx.$queryRaw<{ total: bigint }[]>`SELECT COUNT(*) AS "total" ${from}`,
  ])
  return { ids: rows.map(({ id }) => Number(id)), total: Number(counted[0]?.total ?? 0) }
}
