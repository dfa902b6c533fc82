import 'server-only'
import { passwordFault } from '@/lib/domain/password-fault'
import type { Actor } from '../rights/actor'
import { recordDenial } from '../rights/record-denial'
import { change } from '../rights/change'
import { now } from '../clock'
import { db } from '../store/db'
import { Refusal } from '../errors'
import { globalState } from '../global-state'
import { tooMany } from '../guessing/guess-limits'
import { LeakyBuckets } from '../guessing/leaky-buckets'
import { hashChosen, inTurn, matches } from '../secrets/stored-secret'
import { userResource } from './find'
import { ownAccount, type OwnAccount } from './own-account'

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
  await prove(actor, account, present)
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

/** By user: somebody with a stolen session may have as many addresses as they like. */
const proofs = () => globalState('password-proofs', () => new LeakyBuckets({ points: 5, seconds: 300 }))

async function prove(actor: Actor, account: OwnAccount, present: string): Promise<void> {
  const user = String(account.id)
  const seconds = proofs().secondsToWait(user)
  if (seconds > 0) {
    noteFailure(actor, account, true)
    throw tooMany(seconds)
  }
  proofs().add(user)
  const stored = { scheme: 'argon2id', hash: account.passwordHash }
  const right = await inTurn(() => matches(present, stored)).catch((error: unknown) => {
    proofs().takeBack(user)
    throw error
  })
  if (right) return proofs().empty(user)
  noteFailure(actor, account, false)
  throw new Refusal('invalid', 'the present password is wrong', 'password-wrong')
}

function noteFailure(actor: Actor, account: OwnAccount, throttled: boolean): void {
  const entry = { operation: 'user.change-password' as const, resource: userResource(account) }
  void recordDenial(actor, { ...entry, result: 'failure', after: { throttled } })
}
