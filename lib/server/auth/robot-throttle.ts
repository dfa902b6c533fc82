import 'server-only'
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'
import type { RequestSource } from '../actor'
import { Refusal } from '../errors'
import { globalState } from '../global-state'
import { network } from '../users/throttle'

const windowSeconds = 60

const limiters = () =>
  globalState('robot-throttle', () => ({
    /** Failures at one robot from one place: from elsewhere the right secret keeps working. */
    byName: new RateLimiterMemory({ points: 10, duration: windowSeconds }),
    /** Failures from one place at whatever robots. */
    byAddress: new RateLimiterMemory({ points: 100, duration: windowSeconds }),
  }))

const keys = (username: string, { address }: RequestSource) => {
  const place = network(address)
  return { name: `${place} ${username}`, place }
}

/** Refuses (*too many requests*, with seconds) when this place has failed too often, at this robot or at all. */
export async function refuseIfThrottled(username: string, source: RequestSource): Promise<void> {
  const { byName, byAddress } = limiters()
  const { name, place } = keys(username, source)
  const [named, placed] = await Promise.all([byName.get(name), byAddress.get(place)])
  if (named && named.consumedPoints >= byName.points) throw tooMany(named)
  if (placed && placed.consumedPoints >= byAddress.points) throw tooMany(placed)
}

/** Holds a failure against its place, and refuses when it was one too many. */
export async function countFailure(username: string, source: RequestSource): Promise<void> {
  const { byName, byAddress } = limiters()
  const { name, place } = keys(username, source)
  const [named] = await Promise.all([byName.penalty(name), byAddress.penalty(place)])
  if (named.consumedPoints > byName.points) throw tooMany(named)
}

const tooMany = ({ msBeforeNext }: RateLimiterRes): Refusal =>
  new Refusal('too-many-requests', 'too many failed attempts', undefined, Math.max(1, Math.ceil(msBeforeNext / 1000)))
