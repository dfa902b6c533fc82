import 'server-only'
import { globalState } from '../global-state'
import { placesOf } from '../network-address'
import { failureBuckets, type FailureBuckets } from './failure-buckets'
import { Guess, tooMany, type CountedAt } from './guess'
import type { Limit } from './leaky-buckets'
import { hasSucceeded, shortName, type Attempt } from './succeeded-places'

type Limits = {
  /** Failures at one name from one place: from elsewhere the right secret keeps working. */
  nameHere: Limit
  /** From one place at whatever names; more, since many people may share an address. */
  place: Limit
  /** At one name from one site, so that nobody alone uses up what a name has. */
  nameAtSite: Limit
  /** From one site at whatever names, where a site is more than a place. */
  site: Limit
  /** At one name from everywhere. */
  name: Limit
}

const minute = 60
const hour = 3_600
const limits: Record<Attempt['kind'], Limits> = {
  user: {
    nameHere: { points: 5, seconds: 5 * minute },
    place: { points: 50, seconds: 5 * minute },
    nameAtSite: { points: 20, seconds: hour },
    site: { points: 200, seconds: hour },
    name: { points: 100, seconds: hour },
  },
  robot: {
    nameHere: { points: 10, seconds: minute },
    place: { points: 100, seconds: minute },
    nameAtSite: { points: 60, seconds: hour },
    site: { points: 600, seconds: hour },
    name: { points: 300, seconds: hour },
  },
  /** Of one-time links, each a name that only who has the link can tell. */
  link: {
    nameHere: { points: 10, seconds: 5 * minute },
    place: { points: 50, seconds: 5 * minute },
    nameAtSite: { points: 20, seconds: hour },
    site: { points: 200, seconds: hour },
    name: { points: 100, seconds: hour },
  },
}

type Buckets = Record<keyof Limits, FailureBuckets>

const makeBuckets = (kind: Attempt['kind']): Buckets => {
  const bucket = (name: keyof Limits) => failureBuckets(`${kind}.${name}`, limits[kind][name])
  return {
    nameHere: bucket('nameHere'),
    place: bucket('place'),
    nameAtSite: bucket('nameAtSite'),
    site: bucket('site'),
    name: bucket('name'),
  }
}

const bucketsOf = (kind: Attempt['kind']): Buckets =>
  globalState('guesses', () => ({ user: makeBuckets('user'), robot: makeBuckets('robot'), link: makeBuckets('link') }))[
    kind
  ]

/** All that counts for an attempt. From where a secret was right before, only failures at that name there do. */
function countedFor(attempt: Attempt): CountedAt[] {
  const { kind, address } = attempt
  const [{ place, site }, name] = [placesOf(address), shortName(attempt)]
  const buckets = bucketsOf(kind)
  const nameHere = { of: buckets.nameHere, key: `${place} ${name}` }
  if (hasSucceeded(attempt)) return [nameHere]
  return [
    nameHere,
    { of: buckets.place, key: place },
    { of: buckets.nameAtSite, key: `${site} ${name}` },
    ...(site === place ? [] : [{ of: buckets.site, key: site }]),
    { of: buckets.name, key: name },
  ]
}

/** An attempt that is counted nowhere yet. `isOwnPlace`: asked where only what is counted beyond its place refuses it. */
export const guessOf = (attempt: Attempt, isOwnPlace?: () => Promise<boolean>): Guess =>
  new Guess(countedFor(attempt), isOwnPlace)

/** Refuses (*too many requests*, with seconds) an attempt that would be one too many; counts it otherwise. */
export function beginGuess(attempt: Attempt): Guess {
  const guess = guessOf(attempt)
  guess.refuseIfTooMany()
  guess.count()
  return guess
}

/**
 * Counts a failure that was no guess, since nobody can guess such a secret: a job with an outdated one. It is held
 * against its place for a moment, in this process alone, and against the name nowhere else: who makes up names must not
 * use up what all may write. Refuses when it was one too many there.
 */
export function countMistake(attempt: Attempt): void {
  const { nameHere, place } = bucketsOf(attempt.kind)
  const here = placesOf(attempt.address).place
  const key = `${here} ${shortName(attempt)}`
  const seconds = nameHere.here.secondsToWait(key)
  nameHere.here.add(key)
  place.here.add(here)
  if (seconds > 0) throw tooMany(seconds)
}

/** Nothing is held against a name any more where its secret was right. */
export function forgive(attempt: Attempt): void {
  const { here, everywhere } = bucketsOf(attempt.kind).nameHere
  const key = `${placesOf(attempt.address).place} ${shortName(attempt)}`
  here.empty(key)
  everywhere.forget(key)
}
