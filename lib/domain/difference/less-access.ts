import { includedInUnion, matchesRepositories } from '../patterns/repository-patterns'
import { patternsFor } from '../patterns/seen-patterns'
import { accessKeys, decodeAccess, unnarrowed, type Access } from '../permissions/access'
import { pushLacksPull } from '../permissions/access-groups'
import type { Counts } from '../registry/usage'

/** What was done to a repository of a place, by its name within its project. */
export type Seen = Counts & { name: string }

type Action = 'pull' | 'push' | 'delete'
/** What a registry asks for, and so what is counted. Pushing and deleting begin with a look, which takes a pull. */
const actions: Action[] = ['pull', 'push', 'delete']
const uses = {
  pull: ({ pulls, pushes, deletes }: Seen) => pulls + pushes + deletes > 0,
  push: ({ pushes }: Seen) => pushes > 0,
  delete: ({ deletes }: Seen) => deletes > 0,
}

/** Whether a registry asks for it; all else only matters to callers of the API, who are not counted. */
const isCounted = ({ resource, action }: Access): boolean =>
  resource === 'repository' && actions.some((each) => each === action)

/**
 * What is left of the permissions in a place when those go of which no use was seen, and the others are narrowed to the
 * repositories that were. Never more than was held; what is not counted stays as it is.
 */
export function lessAccess(keys: readonly string[], seen: readonly Seen[]): string[] {
  const held = keys.flatMap(decodeAccess)
  const rest = held.filter((pair) => !isCounted(pair))
  const [pull, push, remove] = actions.map((action) => lessOf(held.filter(isAction(action)), seen.filter(uses[action])))
  const less = [...rest, ...pull!, ...push!, ...remove!]
  // Narrowed each by its own, push may reach further than pull.
  return accessKeys(pushLacksPull(less) ? [...rest, ...held.filter(isAction('pull')), ...push!, ...remove!] : less)
}

const isAction =
  (wanted: Action) =>
  ({ resource, action }: Access): boolean =>
    resource === 'repository' && action === wanted

/** Of one action, held in these repositories and used in those. */
function lessOf(held: readonly Access[], used: readonly Seen[]): Access[] {
  const bounds = held.map(({ repositories }) => repositories)
  const names = used
    .map(({ name }) => name)
    .filter((name) => bounds.some((text) => text === undefined || matchesRepositories(text, name)))
  if (names.length === 0) return []
  const text = patternsFor(names)
  if (text === null || !includedInUnion(bounds, text)) return [...held]
  // The same repositories in other words are no less.
  if (bounds.length > 0 && bounds.every((each) => each !== undefined && includedInUnion([text], each))) return [...held]
  return [{ ...unnarrowed(held[0]!), repositories: text }]
}

/** Whether anything that is counted is held there. */
export const holdsCounted = (keys: readonly string[]): boolean => keys.flatMap(decodeAccess).some(isCounted)

/** Whether anything is held there that is not counted. */
export const holdsUncounted = (keys: readonly string[]): boolean =>
  keys.flatMap(decodeAccess).some((pair) => !isCounted(pair))
