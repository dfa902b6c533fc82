import 'server-only'
import { now } from '../clock'
import { globalState } from '../global-state'
import { placesOf } from '../network-address'

/** Whose secret is tried, and from where. */
export type Attempt = { kind: 'user' | 'robot' | 'link'; name: string; address?: string }

const rememberMs = 30 * 86_400_000
const renewMs = 3_600_000
const maxRemembered = 50_000

/** Until when, by name and place; the oldest first, since a Map keeps the order of insertion. */
const places = () => globalState('succeeded-places', () => new Map<string, number>())

/** Remembers that a name's secret was right here: failures elsewhere, or at other names from here, are not its owner's. */
export function rememberSuccess(attempt: Attempt): void {
  const [known, key, until] = [places(), keyOf(attempt), now().getTime() + rememberMs]
  if ((known.get(key) ?? 0) > until - renewMs) return
  known.delete(key)
  if (known.size >= maxRemembered) known.delete(known.keys().next().value!)
  known.set(key, until)
}

/** Whether the name's secret was right from here in the last month, as far as this process knows. */
export const hasSucceeded = (attempt: Attempt): boolean => (places().get(keyOf(attempt)) ?? 0) > now().getTime()

/** What is longer than a prefix and a login name is nobody's, and not kept whole. */
export const shortName = ({ name }: Pick<Attempt, 'name'>): string => name.slice(0, 320)

const keyOf = (attempt: Attempt): string => `${attempt.kind} ${placesOf(attempt.address).place} ${shortName(attempt)}`
