import 'server-only'
import type { ListQuery, RobotSort } from '@/lib/domain/list-query'
import type { Tx } from '../db'
import { Prisma } from '../generated/sqlite/client'
import { likePattern } from '../like'

const orders: Record<RobotSort, string> = {
  name: '"name" ASC, "id" ASC',
  '-name': '"name" DESC, "id" DESC',
  created: '"createdAt" ASC, "id" ASC',
  '-created': '"createdAt" DESC, "id" DESC',
}

/**
 * The ids of one page of the robots `within` (of a project, of the system) whose name holds `term`, and how many there
 * are in all. Raw, because
 * Prisma's `contains` takes `_` for any character and SQLite has no escape without saying so; this SQL is the same on
 * both engines.
 */
export async function searchRobotIds(
  tx: Tx,
  within: Prisma.Sql,
  term: string,
  { sort, page, size }: Pick<ListQuery<RobotSort>, 'sort' | 'page' | 'size'>,
): Promise<{ ids: number[]; total: number }> {
  const where = Prisma.sql`WHERE ${within} AND "name" LIKE ${likePattern(term)} ESCAPE '\\'`
  const order = Prisma.raw(orders[sort])
  const [rows, counted] = await Promise.all([
    tx.$queryRaw<
      { id: number }[]
    >`SELECT "id" FROM "Robot" ${where} ORDER BY ${order} LIMIT ${size} OFFSET ${(page - 1) * size}`,
    tx.$queryRaw<{ total: bigint }[]>`SELECT COUNT(*) AS "total" FROM "Robot" ${where}`,
  ])
  return { ids: rows.map(({ id }) => Number(id)), total: Number(counted[0]?.total ?? 0) }
}
