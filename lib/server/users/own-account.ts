import 'server-only'
import type { Actor } from '../rights/actor'
import type { Target } from '../rights/change'
import type { Tx } from '../store/db'
import { userResource } from './find'

export type OwnAccount = { id: number; username: string; passwordHash: string }

/** The account of who acts, as the target of a change; null for who has none: robots and nobody. */
export async function ownAccount(tx: Tx, actor: Actor): Promise<Target<OwnAccount> | null> {
  if (actor.kind !== 'user') return null
  const select = { id: true, username: true, passwordHash: true } as const
  const user = await tx.user.findUnique({ where: { id: actor.id }, select })
  if (!user) return null
  return {
    row: user,
    scope: { kind: 'account', userId: user.id },
    resource: userResource(user),
    seenWith: 'account:update',
  }
}
