import 'server-only'
import { now } from '../clock'
import { globalState } from '../global-state'
import { placesOf } from '../network-address'

/** Whose secret is tried, and from where. */
export type Attempt = { kind: 'user' | 'robot' | 'link'; name: string; address?: string }

export const rememberDays = 30
const rememberMs = rememberDays * 86_400_000
const renewMs = 3_600_000
const maxRemembered = 50_000
/** So that whoever has one right secret and a whole network makes nobody else's places forgotten. */
const maxOfName = 100

/** Until when, by name and by place; the oldest first in both, since a Map keeps the order of insertion. */
type Names = Map<string, Map<string, number>>
const state = () =>
  globalState<{ names: Names; size: number }>('succeeded-places', () => ({ names: new Map(), size: 0 }))

/** Remembers that a name's secret was right here: failures elsewhere, or at other names from here, are not its owner's. */
export function rememberSuccess(attempt: Attempt): void {
  const [known, name, place] = [state(), nameOf(attempt), placesOf(attempt.address).place]
  const until = now().getTime() + rememberMs
  const places = known.names.get(name) ?? new Map<string, number>()
  if ((places.get(place) ?? 0) > until - renewMs) return
  forgetPlace(name, place)
  if (places.size >= maxOfName) forgetPlace(name, places.keys().next().value!)
  if (known.size >= maxRemembered) {
    const [oldest] = known.names
    forgetPlace(oldest![0], oldest![1].keys().next().value!)
  }
  places.set(place, until)
  known.names.delete(name)
  known.names.set(name, places)
  known.size++
}

function forgetPlace(name: string, place: string): void {
  const known = state()
  const places = known.names.get(name)
  if (places?.delete(place)) known.size--
  if (places?.size === 0) known.names.delete(name)
}

/** Whether the name's secret was right from here in the last month, as far as this process knows. */
export const hasSucceeded = (attempt: Attempt): boolean =>
  (state().names.get(nameOf(attempt))?.get(placesOf(attempt.address).place) ?? 0) > now().getTime()

/** What is longer than a prefix and a login name is nobody's, and not kept whole. */
export const shortName = ({ name }: Pick<Attempt, 'name'>): string => name.slice(0, 320)

const nameOf = (attempt: Attempt): string => `${attempt.kind} ${shortName(attempt)}`
