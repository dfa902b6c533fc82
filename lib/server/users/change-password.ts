import 'server-only'
import type { Actor } from '../actor'
import { recordDenial } from '../audit/record-denial'
import { change } from '../change'
import { now } from '../clock'
import { db } from '../db'
import { asRefusal, Refusal } from '../errors'
import { hashChosen, matches } from '../secret'
import { inTurn } from '../slow-hash'
import { userResource } from './find'
import { ownAccount, type OwnAccount } from './own-account'
import { countAttempt, takeBack } from './throttle'

/** Already parsed by `changePasswordInput`. `keepSession`: the session it is asked from. */
export type PasswordChange = { present: string; password: string; keepSession: string | null }

/**
 * Changes one's own password and ends all one's other sessions: whoever knew the old one is out. The present password
 * is asked for under the throttle of signing in, since a guess here is a guess there. *Invalid* when it is wrong.
 */
export async function changeOwnPassword(
  actor: Actor,
  { present, password, keepSession }: PasswordChange,
): Promise<void> {
  const account = (await ownAccount(db(), actor))?.row
  if (!account) throw new Refusal('forbidden', 'only users have a password')
  await prove(actor, account, present)
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

async function prove(actor: Actor, account: OwnAccount, present: string): Promise<void> {
  const failed = (throttled: boolean) =>
    recordDenial(actor, {
      operation: 'user.change-password',
      resource: userResource(account),
      result: 'failure',
      after: { throttled },
    })
  const forgive = await countAttempt(account.username, actor.source?.address).catch(async (error: unknown) => {
    if (asRefusal(error)) await failed(true)
    throw error
  })
  const stored = { scheme: 'argon2id', hash: account.passwordHash }
  const right = await inTurn(() => matches(present, stored)).catch(async (error: unknown) => {
    await takeBack(account.username, actor.source?.address)
    throw error
  })
  if (right) return forgive()
  await failed(false)
  throw new Refusal('invalid', 'the present password is wrong', 'password-wrong')
}
