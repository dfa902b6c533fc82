import 'server-only'
import type { Actor } from '../rights/actor'
import type { AuditResource } from '../rights/record'
import type { Target } from '../rights/change'
import type { Tx } from '../store/db'
import { Refusal } from '../errors'

const fields = { id: true, username: true, realName: true, isAdmin: true, disabled: true } as const

type UserRecord = { id: number; username: string; realName: string; isAdmin: boolean; disabled: boolean }

const findUser = (tx: Tx, id: number): Promise<UserRecord | null> =>
  tx.user.findUnique({ where: { id }, select: fields })

export const userResource = ({ id, username }: { id: number; username: string }): AuditResource => ({
  type: 'user',
  id,
  name: username,
})

/** The user of this id as the target of a system admin's change, for `change()`. */
export async function userTarget(tx: Tx, id: number): Promise<Target<UserRecord> | null> {
  const user = await findUser(tx, id)
  return user && { row: user, scope: { kind: 'system' }, resource: userResource(user), seenWith: 'user:list' }
}

/** The same with what is told of the user; `isSelf`: as one's own account. */
export async function profileTarget(tx: Tx, id: number, isSelf: boolean) {
  const select = { id: true, username: true, realName: true, email: true, comment: true } as const
  const user = await tx.user.findUnique({ where: { id }, select })
  if (!user) return null
  const place = isSelf
    ? ({ scope: { kind: 'account', userId: id }, seenWith: 'account:update' } as const)
    : ({ scope: { kind: 'system' }, seenWith: 'user:list' } as const)
  return { row: user, resource: userResource(user), ...place }
}

/** Some changes are not for one's own account: a slip would lock out who makes it. */
export function refuseSelf(actor: Actor, id: number): void {
  if (actor.kind !== 'user' || actor.id !== id) return
  throw new Refusal('invalid', 'this cannot be done to the account one is signed in with', 'user-self')
}
