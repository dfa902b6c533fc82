import 'server-only'
import type { Actor } from './actor'
import { rightsIn } from './authorize'
import { db } from '../store/db'

/** What of the console an actor can use at all. For showing pages; the verbs decide. */
export type Capabilities = { isSystemAdmin: boolean }

/** The actor's capabilities as the rows stand now. */
export async function capabilitiesOf(actor: Actor): Promise<Capabilities> {
  const { role } = await rightsIn(db(), actor, { kind: 'system' })
  return { isSystemAdmin: role === 'systemAdmin' }
}
