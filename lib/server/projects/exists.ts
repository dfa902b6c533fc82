import 'server-only'
import type { Actor } from '../rights/actor'
import { db } from '../store/db'
import { Refusal } from '../errors'
import { findProject } from './find'

/** Whether a name is taken: everyone signed in may ask, since the name could not be given to their project either. */
export async function projectExists(actor: Actor, name: string): Promise<boolean> {
  if (actor.kind === 'anonymous') throw new Refusal('unauthorized', 'unauthorized')
  return (await findProject(db(), name)) !== null
}
