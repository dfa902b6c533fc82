import 'server-only'
import { Refusal } from '../errors'
import { globalState } from '../global-state'
import { LeakyBuckets, type Limit } from './leaky-buckets'
import { placesOf } from '../network-address'
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

type Bucket = { of: LeakyBuckets; key: string }

type Buckets = Record<keyof Limits, LeakyBuckets>

const makeBuckets = ({ nameHere, place, nameAtSite, site, name }: Limits): Buckets => ({
  nameHere: new LeakyBuckets(nameHere),
  place: new LeakyBuckets(place),
  nameAtSite: new LeakyBuckets(nameAtSite),
  site: new LeakyBuckets(site),
  name: new LeakyBuckets(name),
})

const bucketsOf = (kind: Attempt['kind']): Buckets =>
  globalState('guesses', () => ({
    user: makeBuckets(limits.user),
    robot: makeBuckets(limits.robot),
    link: makeBuckets(limits.link),
  }))[kind]

/** All that counts for an attempt. From where a secret was right before, only failures at that name there do. */
function bucketsFor(attempt: Attempt): Bucket[] {
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

/** Refuses (*too many requests*, with seconds) an attempt that would be one too many. */
export function refuseIfTooMany(attempt: Attempt): void {
  const seconds = Math.max(...bucketsFor(attempt).map(({ of, key }) => of.secondsToWait(key)))
  if (seconds > 0) throw tooMany(seconds)
}

/** Counts an attempt. What it answers takes this one back, and no other. */
export function countAttempt(attempt: Attempt): () => void {
  const counted = bucketsFor(attempt)
  for (const { of, key } of counted) of.add(key)
  return () => {
    for (const { of, key } of counted) of.takeBack(key)
  }
}

/**
 * Counts a failure that was no guess, since nobody can guess such a secret: a job with an outdated one. It is held
 * against its place for a moment, and against the name nowhere else. Refuses when it was one too many there.
 */
export function countMistake(attempt: Attempt): void {
  const { nameHere, place } = bucketsOf(attempt.kind)
  const here = placesOf(attempt.address).place
  const key = `${here} ${shortName(attempt)}`
  const seconds = nameHere.secondsToWait(key)
  nameHere.add(key)
  place.add(here)
  if (seconds > 0) throw tooMany(seconds)
}

/** Nothing is held against a name any more where its secret was right. */
export function forgive(attempt: Attempt): void {
  bucketsOf(attempt.kind).nameHere.empty(`${placesOf(attempt.address).place} ${shortName(attempt)}`)
}

export const tooMany = (seconds: number): Refusal =>
  new Refusal('too-many-requests', 'too many failed attempts', undefined, seconds)
