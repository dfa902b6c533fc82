import 'server-only'
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'
import { actorId, type Actor } from '../../rights/actor'
import { env } from '../../env'
import { Refusal } from '../../errors'
import { globalState } from '../../global-state'
import { placesOf } from '../../network-address'

const windowSeconds = 60

/** Not for security, which the sign-in throttles are for: one busy script must not take the server from the others. */
const limiter = () =>
  globalState('api-limiter', () => new RateLimiterMemory({ points: env().API_RATE_LIMIT, duration: windowSeconds }))

/** Counts a request of the API for its caller, an anonymous one for its network; *too many requests* with seconds. */
export async function limitRate(actor: Actor): Promise<void> {
  const id = actorId(actor)
  try {
    await limiter().consume(id === null ? `address ${placesOf(actor.source?.address).place}` : `${actor.kind} ${id}`)
  } catch (error) {
    const { msBeforeNext } = error as RateLimiterRes
    throw new Refusal('too-many-requests', 'too many requests', undefined, Math.max(1, Math.ceil(msBeforeNext / 1000)))
  }
}
