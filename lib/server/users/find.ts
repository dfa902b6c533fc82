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

/** Some changes are not for one's own account: a slip would lock out who makes it. */
export function refuseSelf(actor: Actor, id: number): void {
  if (actor.kind !== 'user' || actor.id !== id) return
  throw new Refusal('invalid', 'this cannot be done to the account one is signed in with', 'user-self')
}
