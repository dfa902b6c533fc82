import 'server-only'
import { passwordFault } from '@/lib/domain/users/password-fault'
import type { RevealedPassword } from '@/lib/domain/users/user-row'
import type { Actor } from '../rights/actor'
import { mayChange } from '../rights/authorize'
import { change } from '../rights/change'
import { now } from '../clock'
import type { Tx } from '../store/db'
import { Refusal } from '../errors'
import { hashChosen } from '../secrets/stored-secret'
import { refuseSelf, userTarget } from './find'
import { generatePassword } from './generate-password'

/**
 * Gives another user a new password and ends the user's sessions. A generated one is answered, once; a chosen one
 * is not echoed, *invalid* when it is weak. One's own is changed by `changeOwnPassword`, which asks for the present one.
 */
export async function resetUserPassword(
  actor: Actor,
  { id, password: chosen }: { id: number; password?: string },
): Promise<RevealedPassword | null> {
  const password = chosen ?? generatePassword()
  // Before the transaction: a slow hash must not hold up the one writer. And only for who may do this.
  const find = (tx: Tx) => userTarget(tx, id)
  const fault = passwordFault(password)
  const isReady = fault === null && (await mayChange(actor, 'user:update', find))
  const passwordHash = isReady ? (await hashChosen(password)).hash : null
  return change(actor, 'user:update', 'user.reset-password', find, async (tx, { username }) => {
    refuseSelf(actor, id)
    if (fault !== null) throw new Refusal('invalid', fault)
    if (passwordHash === null) throw new Refusal('stale', 'the rights changed meanwhile: try again', 'user-changed')
    const { count } = await tx.user.updateMany({ where: { id }, data: { passwordHash, updatedAt: now() } })
    if (count === 0) throw new Refusal('not-found', 'not found', 'user-gone')
    await tx.session.deleteMany({ where: { userId: id } })
    return { result: chosen === undefined ? { username, password } : null, after: { chosen: chosen !== undefined } }
  })
}
