import 'server-only'
import type { Actor } from '../rights/actor'
import { Refusal } from '../errors'

/** Some changes are not for one's own account: a slip would lock out who makes it. */
export function refuseSelf(actor: Actor, id: number): void {
  if (actor.kind !== 'user' || actor.id !== id) return
  throw new Refusal('invalid', 'this cannot be done to the account one is signed in with', 'user-self')
}
