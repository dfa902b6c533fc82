import 'server-only'
import type { ApiPage } from '@/lib/domain/lists/api-list'
import { parseHarborQuery, queryKey, type QueryCondition } from '@/lib/domain/lists/harbor-query'
import type { Page } from '@/lib/domain/lists/list-query'
import type { Actor } from '../rights/actor'
import { rightsToRead, theSystem } from '../rights/authorize'
import { db } from '../store/db'
import { Refusal } from '../errors'
import { filteredIds, inOrder } from '../store/filtered-ids'
import { searched } from '../store/search'
import type { Columns } from '../store/query-columns'
import { listedUsers } from './built-in'

const columns: Columns = {
  userid: { sql: '"id"', type: 'integer' },
  username: { sql: '"username"', type: 'name', searched: searched('user', 'username') },
  realname: { sql: '"realName"', type: 'text', searched: searched('user', 'realName') },
  email: { sql: 'COALESCE("email", \'\')', type: 'text', searched: searched('user', 'email') },
  comment: { sql: 'COALESCE("comment", \'\')', type: 'text', searched: searched('user', 'comment') },
  sysadminflag: { sql: '"isAdmin"', type: 'boolean' },
  creationtime: { sql: '"createdAt"', type: 'time' },
  updatetime: { sql: '"updatedAt"', type: 'time' },
}

export type ApiUser = Awaited<ReturnType<typeof findUsers>>[number]

/** `username` and `email` are parts of them; each wins over the same key of `q`. */
type ApiUserList = ApiPage & { q: string; sort: string; username?: string; email?: string }

/** One page of all users but the built-in one, for system admins. */
export async function listUsersForApi(
  actor: Actor,
  { q, sort, page, size, username = '', email = '' }: ApiUserList,
): Promise<Page<ApiUser>> {
  await rightsToRead(actor, 'user:list', theSystem)
  const query = parseHarborQuery(q)
  if (!query.ok) throw new Refusal('invalid', query.message)
  const given = Object.entries({ username, email }).filter(([, text]) => text !== '')
  const conditions: QueryCondition[] = [
    ...query.conditions.filter(({ key }) => !given.some(([name]) => name === queryKey(key))),
    ...given.map(([key, text]) => ({ key, match: { kind: 'contains' as const, text } })),
  ]
  const list = { conditions, sort, page, size, defaultSort: 'username' }
  const { ids, total } = await filteredIds('User', columns, listedUsers, list)
  return { rows: inOrder(ids, await findUsers(ids)), total }
}

/** A user: oneself, or anybody for system admins. *Not found* is told to them alone. */
export async function getUserForApi(actor: Actor, id: number): Promise<ApiUser> {
  const isSelf = actor.kind === 'user' && actor.id === id
  if (!isSelf) await rightsToRead(actor, 'user:list', theSystem)
  const [user] = await findUsers([id])
  if (!user) throw new Refusal('not-found', `user ${id} not found`)
  return user
}

const findUsers = (ids: number[]) =>
  db().user.findMany({
    where: { id: { in: ids } },
    select: {
      id: true,
      username: true,
      realName: true,
      email: true,
      comment: true,
      isAdmin: true,
      createdAt: true,
      updatedAt: true,
    },
  })
