import 'server-only'
import type { ListQuery } from '@/lib/domain/lists/list-query'
import type { UserSort } from '@/lib/domain/users/user-row'
import type { Tx } from '../store/db'
import { Prisma } from '../generated/sqlite/client'
import { holds, searched } from '../store/search'

const username = searched('user', 'username')

// The id makes every order total: rows made in the same moment neither repeat nor vanish between pages.
const orders: Record<UserSort, string> = {
  name: `${username} ASC, "id" ASC`,
  '-name': `${username} DESC, "id" DESC`,
  created: '"createdAt" ASC, "id" ASC',
  '-created': '"createdAt" DESC, "id" DESC',
}

/**
 * The ids of one page of users, in order, and how many there are. Raw, because Prisma compares without regard to case
 * on one engine only; this SQL is the same on both.
 */
export async function searchUserIds(
  tx: Tx,
  { search, sort, page, size }: ListQuery<UserSort>,
): Promise<{ ids: number[]; total: number }> {
  const text = search.trim()
  const where = Prisma.sql`WHERE ${holds(username, text)} OR ${holds(searched('user', 'realName'), text)} OR ${holds(searched('user', 'email'), text)}`
  const order = Prisma.raw(orders[sort])
  const [rows, counted] = await Promise.all([
    tx.$queryRaw<
      { id: number }[]
    >`SELECT "id" FROM "User" ${where} ORDER BY ${order} LIMIT ${size} OFFSET ${(page - 1) * size}`,
    tx.$queryRaw<{ total: bigint }[]>`SELECT COUNT(*) AS "total" FROM "User" ${where}`,
  ])
  return { ids: rows.map(({ id }) => Number(id)), total: Number(counted[0]?.total ?? 0) }
}
