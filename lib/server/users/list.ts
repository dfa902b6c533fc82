import 'server-only'
import type { ListQuery, Page } from '@/lib/domain/lists/list-query'
import type { UserRow, UserSort } from '@/lib/domain/users/user-row'
import { actorId, type Actor } from '../rights/actor'
import { rightsToRead, theSystem } from '../rights/authorize'
import { db } from '../store/db'
import { inOrder } from '../store/filtered-ids'
import { searchUserIds } from './search'

/** One page of all users, by name, real name or e-mail address. *Forbidden* to everyone but system admins. */
export async function listUsers(actor: Actor, query: ListQuery<UserSort>): Promise<Page<UserRow>> {
  await rightsToRead(actor, 'user:list', theSystem)
  const { ids, total } = await searchUserIds(db(), query)
  const users = await db().user.findMany({ where: { id: { in: ids } }, select: rowFields })
  return { rows: inOrder(ids, users).map((user) => toRow(user, actorId(actor))), total }
}

const rowFields = {
  id: true,
  username: true,
  realName: true,
  email: true,
  emailVerifiedAt: true,
  isAdmin: true,
  disabled: true,
  createdAt: true,
  _count: { select: { projects: true, memberships: true } },
} as const

type Found = {
  id: number
  username: string
  realName: string
  email: string | null
  emailVerifiedAt: Date | null
  isAdmin: boolean
  disabled: boolean
  createdAt: Date
  _count: { projects: number; memberships: number }
}

const toRow = ({ email, emailVerifiedAt, createdAt, _count, ...user }: Found, self: number | null): UserRow => ({
  ...user,
  email: email ?? '',
  emailVerified: emailVerifiedAt !== null,
  isSelf: user.id === self,
  ownedProjects: _count.projects,
  memberships: _count.memberships,
  createdAt: createdAt.toISOString(),
})
