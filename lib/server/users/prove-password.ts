import 'server-only'
import type { AuditOperation } from '@/lib/domain/audit/audit-operation'
import type { Actor } from '../rights/actor'
import { recordDenial } from '../rights/record-denial'
import { asRefusal, Refusal } from '../errors'
import { globalState } from '../global-state'
import { failureBuckets } from '../guessing/failure-buckets'
import { Guess } from '../guessing/guess'
import { inTurn, matches } from '../secrets/stored-secret'
import { userResource } from './find'
import type { OwnAccount } from './own-account'

/** By user: somebody with a stolen session may have as many addresses as they like. */
const proofs = () => globalState('password-proofs', () => failureBuckets('own-password', { points: 5, seconds: 300 }))

/**
 * For what a session alone must not do: proves that who acts knows the account's present password. *Invalid* when it is
 * wrong, *too many requests* when it was wrong too often; either is on record under the operation that it was for.
 */
export async function provePassword(
  actor: Actor,
  account: OwnAccount,
  present: string,
  operation: AuditOperation,
): Promise<void> {
  const noteFailure = (throttled: boolean) =>
    void recordDenial(actor, { operation, resource: userResource(account), result: 'failure', after: { throttled } })
  const key = String(account.id)
  const guess = new Guess([{ of: proofs(), key }])
  const right = await isRight(guess, account, present).catch((error: unknown) => {
    guess.takeBack()
    if (asRefusal(error)?.kind === 'too-many-requests') noteFailure(true)
    throw error
  })
  if (right) {
    guess.takeBack()
    proofs().here.empty(key)
    return proofs().everywhere.forget(key)
  }
  guess.fail()
  noteFailure(false)
  throw new Refusal('invalid', 'the present password is wrong', 'password-wrong')
}

async function isRight(guess: Guess, account: OwnAccount, present: string): Promise<boolean> {
  guess.refuseIfTooMany()
  guess.count()
  const stored = { scheme: 'argon2id', hash: account.passwordHash }
  return inTurn(() => guess.look(() => matches(present, stored)))
}
