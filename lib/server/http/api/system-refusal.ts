import 'server-only'
import type { Actor } from '../../rights/actor'
import { rightsIn } from '../../rights/authorize'
import type { Tx } from '../../store/db'
import { asForbidden } from '../../projects/resolve'

/** A change of what only system admins see: to everybody else it is refused alike, whether or not it exists. */
export async function asSystemRefusal<Result>(actor: Actor, changing: Promise<Result>): Promise<Result> {
  try {
    return await changing
  } catch (error) {
    throw await asForbidden(actor, error, isSystemAdmin)
  }
}

const isSystemAdmin = async (tx: Tx, actor: Actor): Promise<boolean> =>
  (await rightsIn(tx, actor, { kind: 'system' })).role === 'systemAdmin'
