import 'server-only'
import type { ListQuery, Page } from '@/lib/domain/list-query'
import type { UserRow, UserSort } from '@/lib/domain/user-row'
import { actorId, type Actor } from '../rights/actor'
import { rightsIn } from '../rights/authorize'
import { db } from '../store/db'
import { Refusal } from '../errors'
import { searchUserIds } from './search'

/** One page of all users, by name or real name. *Forbidden* to everyone but system admins. */
export async function listUsers(actor: Actor, query: ListQuery<UserSort>): Promise<Page<UserRow>> {
  const rights = await rightsIn(db(), actor, { kind: 'system' })
  if (!rights.may('user:list')) throw new Refusal('forbidden', 'forbidden')
  const { ids, total } = await searchUserIds(db(), query)
  const users = await db().user.findMany({ where: { id: { in: ids } }, select: rowFields })
  const byId = new Map(users.map((user) => [user.id, user]))
  const inOrder = ids.flatMap((id) => byId.get(id) ?? [])
  return { rows: inOrder.map((user) => toRow(user, actorId(actor))), total }
}

const rowFields = {
  id: true,
  username: true,
  realName: true,
  isAdmin: true,
  disabled: true,
  createdAt: true,
  _count: { select: { projects: true, memberships: true } },
} as const

type Found = {
  id: number
  username: string
  realName: string
  isAdmin: boolean
  disabled: boolean
  createdAt: Date
  _count: { projects: number; memberships: number }
}

const toRow = ({ createdAt, _count, ...user }: Found, self: number | null): UserRow => ({
  ...user,
  isSelf: user.id === self,
  ownedProjects: _count.projects,
  memberships: _count.memberships,
  createdAt: createdAt.toISOString(),
})
