import { allRepositoryActions, type RepositoryAction } from '../permissions/role'

/** What may be done at a registry: everywhere in a place, or in the repositories that these patterns name. */
type AtRegistry = { repositories: string | null; actions: RepositoryAction[] }

/** What permission keys of a project come to at a registry: what holds everywhere first. */
export function accessAtRegistry(keys: readonly string[]): AtRegistry[] {
  const narrowings = [...new Set(keys.map(narrowingOf))].sort()
  return narrowings.flatMap((narrowing) => {
    const actions = allRepositoryActions.filter((action) => keys.includes(`${narrowing}repository:${action}`))
    return actions.length === 0 ? [] : [{ repositories: narrowing === '' ? null : narrowing.slice(1, -1), actions }]
  })
}

/** How many of the keys no registry asks for. */
export const countElsewhere = (keys: readonly string[]): number =>
  keys.length - accessAtRegistry(keys).reduce((sum, { actions }) => sum + actions.length, 0)

/** `[app/* base]` of a key that is narrowed to repositories. */
const narrowingOf = (key: string): string => /^\[[^\]]*\]/.exec(key)?.[0] ?? ''
