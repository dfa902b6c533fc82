import { z } from 'zod'
import { graceDays, robotNamePrefix } from './settings'

/** A prefix of before, under which robots go on signing in. `until`: milliseconds; at that moment it has ended. */
export type FormerPrefix = { prefix: string; until: number }

export const maxFormerPrefixes = 5
/** The key of their setting, which no form has. */
export const formerPrefixesKey = 'former_robot_name_prefixes'
const msPerDay = 86_400_000
/** When a grace of so many days from now ends. */
export const graceEnd = (now: number, days: number): number => now + days * msPerDay

export const formerPrefixInput = z.object({ prefix: robotNamePrefix })
export const extendFormerPrefixInput = formerPrefixInput.extend({ days: graceDays })
export type ExtendFormerPrefixInput = z.output<typeof extendFormerPrefixInput>

const storedPrefixes = z.array(z.object({ prefix: robotNamePrefix, until: z.int().positive() })).max(maxFormerPrefixes)

/** From its stored text. What cannot be read, or is more than there can be, is none: it fails closed. */
export function parseFormerPrefixes(text: string | undefined): FormerPrefix[] {
  if (text === undefined) return []
  try {
    return storedPrefixes.safeParse(JSON.parse(text)).data ?? []
  } catch {
    return []
  }
}

export const livePrefixes = (former: readonly FormerPrefix[], now: number): FormerPrefix[] =>
  former.filter(({ until }) => until > now)

/** Every robot's name, and every project's before it, begins with a letter or a digit. */
const beginsName = (rest: string): boolean => /^[a-z0-9]/.test(rest)

/**
 * What a full name means: the prefix that it begins with, and the rest, which is the name of a robot if anybody's. Null
 * = it is no robot's. The present prefix comes first; where no two are ambiguous no other could be meant.
 */
export function readRobotName(
  username: string,
  present: string,
  former: readonly FormerPrefix[],
): { prefix: string; login: string } | null {
  const first = readUnder(username, present)
  if (former.length === 0 || (first && beginsName(first.login))) return first
  const all = [first, ...former.map(({ prefix }) => readUnder(username, prefix))].filter((each) => each !== null)
  return all.find(({ login }) => beginsName(login)) ?? all[0] ?? null
}

const readUnder = (username: string, prefix: string) =>
  username.length > prefix.length && username.startsWith(prefix)
    ? { prefix, login: username.slice(prefix.length) }
    : null

/** Whether there is a text that is a robot's full name under the one and another robot's under the other. */
export const areAmbiguous = (one: string, other: string): boolean =>
  one !== other &&
  ((other.startsWith(one) && beginsName(other.slice(one.length))) ||
    (one.startsWith(other) && beginsName(one.slice(other.length))))

type PrefixChange = { from: string; to: string; days?: number; now: number }
type Fault = { fault: 'ambiguous'; prefix: string } | { fault: 'too-many' }

/** The prefixes of before once the present one has changed, with a grace for it or without, or why that cannot be. */
export function formerAfter(
  former: readonly FormerPrefix[],
  { from, to, days, now }: PrefixChange,
): { former: FormerPrefix[] } | Fault {
  // One that is taken again is no longer one of before.
  const kept = livePrefixes(former, now).filter(({ prefix }) => prefix !== to && prefix !== from)
  const next = days === undefined ? kept : [{ prefix: from, until: graceEnd(now, days) }, ...kept]
  const other = next.find(({ prefix }) => areAmbiguous(prefix, to))
  if (other) return { fault: 'ambiguous', prefix: other.prefix }
  return next.length > maxFormerPrefixes ? { fault: 'too-many' } : { former: next }
}
