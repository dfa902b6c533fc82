import 'server-only'
import type { Actor } from '../../rights/actor'
import { forbidden, theSystem } from '../../rights/authorize'
import { asRefusal, Refusal } from '../../errors'
import { db } from '../../store/db'
import { isSystemAdmin } from './refuse-unseen'

/** What is asked of a user by id; that there is none is told to system admins alone, in Harbor's words. */
export async function asAdmin<Result>(actor: Actor, asked: Promise<Result>, missing: string): Promise<Result> {
  try {
    return await asked
  } catch (error) {
    if (asRefusal(error)?.kind !== 'not-found') throw error
    throw (await isSystemAdmin(db(), actor)) ? new Refusal('not-found', missing) : forbidden(actor, theSystem.scope)
  }
}
