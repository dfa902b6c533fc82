import { everyRepository, patternBudget } from '../patterns/pattern-inclusion'
import {
  includedInUnion,
  maxPatternLength,
  maxPatterns,
  parsePatterns,
  patternsOf,
  type PatternFault,
} from '../patterns/repository-patterns'
import { accessKey, accessKeys, distinctAccess, isNarrowable, parseAccessKey, unnarrowed, type Access } from './access'

/** Permissions in one place that are narrowed alike; null = they hold in all of its repositories. */
export type AccessGroup = {
  repositories: string | null
  /** Bare keys (`repository:push`), sorted. */
  keys: string[]
}

export const maxGroups = 20
/** In characters, of all groups of a place together: one may be full, or many short. */
export const maxPlacePatterns = maxPatterns * (maxPatternLength + 1)

/** The groups behind keys as forms and rows hold them; those that hold everywhere first, if there are any. */
export function groupsOf(keys: readonly string[]): AccessGroup[] {
  const groups = new Map<string | null, Access[]>()
  for (const { repositories = null, ...pair } of distinctAccess(keys.map(parseAccessKey))) {
    groups.set(repositories, [...(groups.get(repositories) ?? []), pair])
  }
  const texts = [...groups.keys()].sort((one, other) => (one === null ? -1 : other === null ? 1 : one < other ? -1 : 1))
  return texts.map((repositories) => ({ repositories, keys: accessKeys(groups.get(repositories)!) }))
}

/** The inverse of `groupsOf`. What cannot be narrowed holds everywhere; a pair in a group and without one, too. */
export const keysOfGroups = (groups: readonly AccessGroup[]): string[] =>
  accessKeys(
    distinctAccess(groups.flatMap(({ repositories, keys }) => keys.map((key) => narrowedPair(key, repositories)))),
  )

function narrowedPair(key: string, repositories: string | null): Access {
  const pair = parseAccessKey(key)
  const narrows = repositories !== null && repositories !== everyRepository && isNarrowable(pair)
  return narrows ? { ...pair, repositories } : pair
}

/** Why a place's permissions cannot be narrowed as asked. */
export type NarrowingFault =
  PatternFault | { reason: 'tooManyGroups' | 'tooMuchText' } | { reason: 'projectWide'; key: string }

/**
 * The permissions of one place, whose patterns may stand in any order and number, as they are stored: checked, sorted
 * and without what says nothing.
 */
export function checkedAccess(access: readonly Access[]): { ok: Access[] } | { fault: NarrowingFault } {
  const texts = [...new Set(access.flatMap(({ repositories }) => (repositories === undefined ? [] : [repositories])))]
  if (texts.length > maxGroups) return { fault: { reason: 'tooManyGroups' } }
  if (texts.reduce((sum, { length }) => sum + length + 1, 0) > maxPlacePatterns)
    return { fault: { reason: 'tooMuchText' } }
  const wide = access.find((pair) => (pair.repositories ?? everyRepository) !== everyRepository && !isNarrowable(pair))
  if (wide) return { fault: { reason: 'projectWide', key: accessKey(unnarrowed(wide)) } }
  const [budget, parsed] = [patternBudget(), new Map<string, string>()]
  for (const text of texts) {
    const result = parsePatterns(patternsOf(text), budget)
    if ('fault' in result) return result
    parsed.set(text, result.ok)
  }
  const stored = access.map((pair) => {
    const repositories = pair.repositories === undefined ? everyRepository : parsed.get(pair.repositories)!
    return repositories === everyRepository ? unnarrowed(pair) : { ...pair, repositories }
  })
  return { ok: distinctAccess(stored) }
}

/**
 * What becomes of pairs of which an edit does not say in which repositories, as who knows no narrowing cannot: each stays
 * narrowed as it is held in its place. A new one is narrowed as the others are, where all are that can be.
 */
export function asStored(held: readonly Access[], untold: readonly Access[]): Access[] {
  const texts = held.filter(isNarrowable).map(({ repositories }) => repositories)
  const usual = texts.includes(undefined) ? [] : [...new Set(texts)]
  return untold.flatMap((pair) => {
    const own = held.filter((each) => accessKey(unnarrowed(each)) === accessKey(pair))
    if (own.length > 0) return own
    return isNarrowable(pair) && usual.length > 0 ? usual.map((repositories) => ({ ...pair, repositories })) : [pair]
  })
}

const isPull = ({ resource, action }: Access): boolean => resource === 'repository' && action === 'pull'
const isPush = ({ resource, action }: Access): boolean => resource === 'repository' && action === 'push'

/** Push without pull, in whatever repository: a stock registry refuses it, so the pages do too. */
export function pushLacksPull(access: readonly Access[]): boolean {
  const [pulls, budget] = [access.filter(isPull).map(({ repositories }) => repositories), patternBudget()]
  return access.some((pair) => isPush(pair) && !includedInUnion(pulls, pair.repositories, budget))
}
