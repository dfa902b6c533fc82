import { parseAccessKey } from './access'
import { groupsOf, keysOfGroups, pushLacksPull } from './access-groups'

const pull = 'repository:pull'
const push = 'repository:push'

/** Some repositories of a place, as the text of their patterns; null = all of them. */
type Repositories = string | null
type Groups = Map<Repositories, Set<string>>

const read = (access: readonly string[]): Groups =>
  new Map(groupsOf(access).map(({ repositories, keys }) => [repositories, new Set(keys)]))

const written = (groups: Groups): string[] =>
  keysOfGroups([...groups].map(([repositories, keys]) => ({ repositories, keys: [...keys] })))

const keysIn = (groups: Groups, repositories: Repositories): Set<string> => {
  const keys = groups.get(repositories) ?? new Set()
  groups.set(repositories, keys)
  return keys
}

/** The groups whose push no pull covers. */
const lackPull = (groups: Groups): Set<string>[] => {
  const pairs = (repositories: Repositories, key: string) => parseAccessKey(keyIn(repositories, key))
  const pulls = [...groups].flatMap(([repositories, keys]) => (keys.has(pull) ? [pairs(repositories, pull)] : []))
  return [...groups].flatMap(([repositories, keys]) =>
    keys.has(push) && pushLacksPull([...pulls, pairs(repositories, push)]) ? [keys] : [],
  )
}

const keyIn = (repositories: Repositories, key: string): string =>
  repositories === null ? key : `[${repositories}]${key}`

/** Push never without pull: it comes along where something was given, and takes push with it where something went. */
function settled(groups: Groups, given: boolean): string[] {
  for (const keys of lackPull(groups)) {
    if (given) keys.add(pull)
    else keys.delete(push)
  }
  return written(groups)
}

/**
 * The keys of a place after ticking or unticking some for a group of repositories. A permission holds in all
 * repositories or is narrowed, so ticking it here takes it from there; pull takes push along.
 */
export function afterTicking(
  access: readonly string[],
  repositories: Repositories,
  keys: readonly string[],
  ticked: boolean,
): string[] {
  const groups = read(access)
  const own = keysIn(groups, repositories)
  const others = [...groups].filter(([other]) => (repositories === null ? other !== null : other === null))
  const pushAlong = ticked && repositories !== null && keys.includes(pull) && groups.get(null)?.has(push)
  for (const key of pushAlong ? [...keys, push] : keys) {
    if (!ticked) own.delete(key)
    else {
      own.add(key)
      for (const [, held] of others) held.delete(key)
    }
  }
  return settled(groups, ticked)
}

/** The same permissions, for other repositories; where these are narrowed to as well, for both together. */
export function afterNarrowing(access: readonly string[], from: string, to: string): string[] {
  const groups = read(access)
  for (const key of groups.get(from) ?? []) keysIn(groups, to).add(key)
  if (from !== to) groups.delete(from)
  return settled(groups, true)
}

/** Without what is narrowed to these repositories. */
export function withoutGroup(access: readonly string[], repositories: string): string[] {
  const groups = read(access)
  groups.delete(repositories)
  return settled(groups, false)
}
