import 'server-only'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { actorName, type Actor } from '../actor'
import { globalState } from '../global-state'
import { log } from '../log'
import { inTransaction } from '../transaction'
import { record, type AuditEntry } from './record'

/** Enough to see an attack, too few to fill a disk with it. */
const limiter = () => globalState('denial-limiter', () => new RateLimiterMemory({ points: 20, duration: 60 }))

/** Records a refused attempt in a transaction of its own. Never throws: the caller is already answering a refusal. */
export async function recordDenial(actor: Actor, entry: AuditEntry): Promise<void> {
  try {
    await limiter().consume(`${actor.kind}:${actorName(actor)}:${actor.source?.address ?? ''}`)
  } catch {
    return
  }
  try {
    await inTransaction((tx) => record(tx, actor, entry))
  } catch (error) {
    log().error({ err: error, operation: entry.operation }, 'a refused attempt could not be recorded')
  }
}
