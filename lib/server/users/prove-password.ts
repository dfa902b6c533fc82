import 'server-only'
import type { AuditOperation } from '@/lib/domain/audit-operation'
import type { Actor } from '../rights/actor'
import { recordDenial } from '../rights/record-denial'
import { Refusal } from '../errors'
import { globalState } from '../global-state'
import { tooMany } from '../guessing/guess-limits'
import { LeakyBuckets } from '../guessing/leaky-buckets'
import { inTurn, matches } from '../secrets/stored-secret'
import { userResource } from './find'
import type { OwnAccount } from './own-account'

/** By user: somebody with a stolen session may have as many addresses as they like. */
const proofs = () => globalState('password-proofs', () => new LeakyBuckets({ points: 5, seconds: 300 }))

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
  const user = String(account.id)
  const seconds = proofs().secondsToWait(user)
  if (seconds > 0) {
    noteFailure(true)
    throw tooMany(seconds)
  }
  proofs().add(user)
  const stored = { scheme: 'argon2id', hash: account.passwordHash }
  const right = await inTurn(() => matches(present, stored)).catch((error: unknown) => {
    proofs().takeBack(user)
    throw error
  })
  if (right) return proofs().empty(user)
  noteFailure(false)
  throw new Refusal('invalid', 'the present password is wrong', 'password-wrong')
}
