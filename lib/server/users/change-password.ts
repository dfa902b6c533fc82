import 'server-only'
import { passwordFault } from '@/lib/domain/users/password-fault'
import type { Actor } from '../rights/actor'
import { change } from '../rights/change'
import { now } from '../clock'
import { db } from '../store/db'
import { Refusal } from '../errors'
import { hashChosen } from '../secrets/stored-secret'
import { ownAccount } from './own-account'
import { provePassword } from './prove-password'

/** `keepSession`: the session it is asked from. */
type PasswordChange = { present: string; password: string; keepSession: string | null }

/**
 * Changes one's own password and ends all one's other sessions: whoever knew the old one is out. *Invalid* when the
 * present password is wrong, or the new one weak or the same; *too many requests* when it was wrong too often.
 */
export async function changeOwnPassword(
  actor: Actor,
  { present, password, keepSession }: PasswordChange,
): Promise<void> {
  const account = (await ownAccount(db(), actor))?.row
  if (!account) throw new Refusal('forbidden', 'only users have a password')
  await provePassword(actor, account, present, 'user.change-password')
  const fault = passwordFault(password, present)
  if (fault !== null) throw new Refusal('invalid', fault)
  const { hash } = await hashChosen(password)
  await change(
    actor,
    'account:update',
    'user.change-password',
    (tx) => ownAccount(tx, actor),
    async (tx, { id }) => {
      // What was proved is the password of a moment ago: a reset since then must not be undone.
      const { count } = await tx.user.updateMany({
        where: { id, passwordHash: account.passwordHash },
        data: { passwordHash: hash, updatedAt: now() },
      })
      if (count === 0) throw new Refusal('stale', 'the password was changed meanwhile', 'user-changed')
      const others = await tx.session.deleteMany({ where: { userId: id, NOT: { id: keepSession ?? '' } } })
      return { result: undefined, after: { endedSessions: others.count } }
    },
  )
}
