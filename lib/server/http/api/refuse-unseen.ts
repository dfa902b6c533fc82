import 'server-only'
import type { Actor } from '../../rights/actor'
import { rightsIn, theSystem } from '../../rights/authorize'
import type { Tx } from '../../store/db'
import { asForbidden } from '../../projects/resolve'

type MayKnow = (tx: Tx, actor: Actor) => Promise<boolean>

/** What is asked; but what the actor may not see is refused alike, whether or not it exists: see `asForbidden`. */
export async function refuseUnseen<Result>(actor: Actor, asked: Promise<Result>, mayKnow?: MayKnow): Promise<Result> {
  try {
    return await asked
  } catch (error) {
    throw await asForbidden(actor, error, mayKnow)
  }
}

/** Who may know which users there are. */
export const isSystemAdmin: MayKnow = async (tx, actor) =>
  (await rightsIn(tx, actor, theSystem.scope)).role === 'systemAdmin'
