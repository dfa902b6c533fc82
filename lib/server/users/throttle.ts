import 'server-only'
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'
import { isIPv6 } from 'node:net'
import { Refusal } from '../errors'
import { globalState } from '../global-state'

const windowSeconds = 300

/** Guesses at one name from one place: from elsewhere the right password keeps working. */
const byName = () => globalState('sign-in-by-name', () => new RateLimiterMemory({ points: 5, duration: windowSeconds }))
/** Guesses from one place at whatever names; more, since many people may share an address. */
const byAddress = () =>
  globalState('sign-in-by-address', () => new RateLimiterMemory({ points: 50, duration: windowSeconds }))

/**
 * Counts an attempt before its password is looked at, so that parallel guesses count too, and refuses it when there
 * were too many. Call the returned function when the password was right: nothing is then held against it.
 */
export async function countAttempt(username: string, address: string | undefined): Promise<() => Promise<void>> {
  const { place, name } = keys(username, address)
  try {
    await byAddress().consume(place)
    await byName().consume(name)
  } catch (error) {
    const { msBeforeNext } = error as RateLimiterRes
    throw new Refusal('too-many-requests', 'too many failed attempts', undefined, Math.ceil(msBeforeNext / 1000))
  }
  return async () => {
    await Promise.all([byAddress().reward(place), byName().delete(name)])
  }
}

/** Takes back one counted attempt, and no more: those before it stay counted. */
export async function takeBack(username: string, address: string | undefined): Promise<void> {
  const { place, name } = keys(username, address)
  await Promise.all([byAddress().reward(place), byName().reward(name)])
}

function keys(username: string, address: string | undefined) {
  const place = network(address)
  return { place, name: `${place} ${username}` }
}

/** An IPv6 customer holds a whole /64, so its addresses count as one. */
export function network(address = ''): string {
  if (!isIPv6(address) || address.includes('.')) return address
  const [head = '', tail = ''] = address.split('::')
  const groups = head === '' ? [] : head.split(':')
  const rest = tail === '' ? [] : tail.split(':')
  return [...groups, ...Array<string>(Math.max(0, 8 - groups.length - rest.length)).fill('0'), ...rest]
    .slice(0, 4)
    .join(':')
}
