import 'server-only'
import type { Actor } from './actor'
import { rightsIn } from './authorize'
import { managesProjects } from './managed-robots'
import { db } from '../store/db'

/** What of the console an actor can use at all. For showing pages; the verbs decide. */
export type Capabilities = { isSystemAdmin: boolean; managesRobots: boolean }

/** The actor's capabilities as the rows stand now. */
export async function capabilitiesOf(actor: Actor): Promise<Capabilities> {
  const { role } = await rightsIn(db(), actor, { kind: 'system' })
  const isSystemAdmin = role === 'systemAdmin'
  return { isSystemAdmin, managesRobots: isSystemAdmin || (actor.kind === 'user' && (await managesProjects(actor.id))) }
}
