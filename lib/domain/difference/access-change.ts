import type { Budget } from '../patterns/pattern-inclusion'
import { includedInUnion } from '../patterns/repository-patterns'
import { accessKey, decodeAccess, unnarrowed } from '../permissions/access'
import { groupsOf, type AccessGroup } from '../permissions/access-groups'

/** In which repositories permissions hold: lists of patterns; an empty one for every repository. */
export type Bounds = readonly string[]

/** Permissions that are held in other repositories than before. */
export type BoundsChange = { keys: string[]; from: Bounds; to: Bounds; kind: 'narrowed' | 'widened' | 'moved' }

/** What an edit makes of the permissions in one place, by plain keys. */
export type AccessChange = { added: AccessGroup[]; removed: AccessGroup[]; bounds: BoundsChange[] }

/** What becomes of one list of permission keys, as they are held or packed, when it is replaced by another. */
export function accessChange(before: readonly string[], after: readonly string[], budget: Budget): AccessChange {
  const [had, has] = [boundsByPair(before), boundsByPair(after)]
  const only = (side: typeof had, other: typeof had) =>
    [...side].filter(([pair]) => !other.has(pair)).flatMap(([pair, texts]) => keysOf(pair, texts))
  return { added: groupsOf(only(has, had)), removed: groupsOf(only(had, has)), bounds: boundsChanges(had, has, budget) }
}

type PairBounds = ReadonlyMap<string, Bounds>

function boundsByPair(keys: readonly string[]): PairBounds {
  const found = new Map<string, string[]>()
  for (const pair of keys.flatMap(decodeAccess)) {
    const key = accessKey(unnarrowed(pair))
    const texts = found.get(key)
    if (pair.repositories === undefined) found.set(key, [])
    else if (!texts) found.set(key, [pair.repositories])
    // Once held in every repository, it is.
    else if (texts.length > 0) texts.push(pair.repositories)
  }
  for (const texts of found.values()) texts.sort()
  return found
}

const keysOf = (pair: string, texts: Bounds): string[] =>
  texts.length === 0 ? [pair] : texts.map((text) => `[${text}]${pair}`)

/** Those that are held before and after and not in the same repositories, together where the same happens to them. */
function boundsChanges(had: PairBounds, has: PairBounds, budget: Budget): BoundsChange[] {
  const groups = new Map<string, Omit<BoundsChange, 'kind'>>()
  for (const [pair, to] of has) {
    const from = had.get(pair)
    if (!from || from.join() === to.join()) continue
    const key = JSON.stringify([from, to])
    const group = groups.get(key) ?? { keys: [], from, to }
    group.keys.push(pair)
    groups.set(key, group)
  }
  return [...groups.values()].map((group) => ({ ...group, keys: group.keys.sort(), kind: kindOf(group, budget) }))
}

/** What cannot be told quickly counts as wider. */
function kindOf({ from, to }: Omit<BoundsChange, 'kind'>, budget: Budget): BoundsChange['kind'] {
  if (areIn(to, from, budget)) return 'narrowed'
  return areIn(from, to, budget) ? 'widened' : 'moved'
}

const areIn = (inner: Bounds, outer: Bounds, budget: Budget): boolean =>
  outer.length === 0 || (inner.length > 0 && inner.every((text) => includedInUnion(outer, text, budget)))

/** Whether it allows more than before. */
export const widensAccess = ({ added, bounds }: AccessChange): boolean =>
  added.length > 0 || bounds.some(({ kind }) => kind !== 'narrowed')

export const changesAccess = ({ added, removed, bounds }: AccessChange): boolean =>
  added.length + removed.length + bounds.length > 0
