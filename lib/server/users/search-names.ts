import 'server-only'
import type { ApiPage } from '@/lib/domain/lists/api-list'
import type { Page } from '@/lib/domain/lists/list-query'
import type { Actor } from '../rights/actor'
import { unseen } from '../rights/authorize'
import { db } from '../store/db'
import { Prisma } from '../generated/sqlite/client'
import { holds, searched } from '../store/search'
import { listedUsers } from './built-in'

export type FoundUser = { id: number; username: string }

/** One page of the users whose name holds the text, the shortest first: for everybody who is signed in, as in Harbor. */
export async function searchUserNames(
  actor: Actor,
  { username, page, size }: ApiPage & { username: string },
): Promise<Page<FoundUser>> {
  if (actor.kind === 'anonymous') throw unseen(actor, 'user')
  const from = Prisma.sql`FROM "User" WHERE ${listedUsers} AND ${holds(searched('user', 'username'), username)}`
  const offset = BigInt(page - 1) * BigInt(size)
  const [rows, counted] = await Promise.all([
    db().$queryRaw<{ id: number; username: string }[]>`SELECT "id", "username" ${from}
      ORDER BY LENGTH("username"), "username", "id" LIMIT ${size} OFFSET ${offset}`,
    db().$queryRaw<{ total: bigint }[]>`SELECT COUNT(*) AS "total" ${from}`,
  ])
  return { rows: rows.map((row) => ({ ...row, id: Number(row.id) })), total: Number(counted[0]?.total ?? 0) }
}
