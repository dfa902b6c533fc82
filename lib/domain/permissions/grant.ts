import { repositoryMatcher } from '../patterns/repository-patterns'
import { accessKey, isNarrowable, type Access } from './access'
import type { SelectionChanges } from './project-selection'
import { allRepositoryActions, roleRepositoryActions, type Permission, type RepositoryAction, type Role } from './role'

/** What a robot holds in one scope: the system, every project there is and will be, or one project. */
export type Grant =
  { scope: 'system' | 'all-projects'; access: Access[] } | { scope: 'project'; projectId: number; access: Access[] }

/** Where somebody wants to do something. */
export type Scope =
  | { kind: 'system' }
  | { kind: 'project'; projectId: number; public: boolean }
  /** A user's own account, which is nobody else's, not even a system admin's. */
  | { kind: 'account'; userId: number }
  /** A robot's own secret, as the robot itself may change it: no grant reaches it. */
  | { kind: 'own-secret'; robotId: number }

/** Whether a grant says anything about this scope. */
export function covers(grant: Grant, scope: Scope): boolean {
  if (scope.kind === 'account' || scope.kind === 'own-secret') return false
  if (scope.kind === 'system') return grant.scope === 'system'
  return grant.scope === 'all-projects' || (grant.scope === 'project' && grant.projectId === scope.projectId)
}

/** What a grant comes to: keys that hold in all of its place, and groups of those that hold in some repositories. */
type Compiled = { wide: readonly string[]; narrowed: readonly Narrowed[] }
type Narrowed = { matches: (repository: string) => boolean; keys: string[] }
const compiled = new WeakMap<Grant, Compiled>()

/** Compiled once for a grant, which the readers of its row keep as long as the row is the same. */
function compiledOf(grant: Grant): Compiled {
  const known = compiled.get(grant)
  if (known) return known
  const [wide, narrowed]: [string[], Map<string, Narrowed>] = [[], new Map()]
  for (const { repositories, ...pair } of grant.access) {
    if (repositories === undefined) wide.push(accessKey(pair))
    // Of a permission that is about more than repositories nothing is left.
    else if (isNarrowable(pair)) {
      const group = narrowed.get(repositories) ?? { matches: repositoryMatcher(repositories), keys: [] }
      narrowed.set(repositories, group)
      group.keys.push(accessKey(pair))
    }
  }
  const made = { wide, narrowed: [...narrowed.values()] }
  compiled.set(grant, made)
  return made
}

/**
 * The permission keys that grants come to in a whole scope: the union of those that cover it. What is narrowed to some
 * repositories is none of them.
 */
export const heldIn = (grants: readonly Grant[], scope: Scope): Set<string> =>
  new Set(grants.filter((grant) => covers(grant, scope)).flatMap((grant) => compiledOf(grant).wide))

/** Everyone who is signed in may look at a public project, but not at its robots. */
export const visitorMay = (scope: Scope, permission: Permission): boolean =>
  scope.kind === 'project' && scope.public && permission === 'project:read'

/**
 * A robot may do what its grants name in this scope. Nothing may ever let a robot edit robots (its own secret is another
 * scope) or touch users: a machine's credential must not make a person's.
 */
export function robotMay(grants: readonly Grant[], scope: Scope): (permission: Permission) => boolean {
  const held = heldIn(grants, scope)
  return (permission) =>
    permission !== 'robot:update' &&
    !permission.startsWith('user:') &&
    (held.has(permission) || visitorMay(scope, permission))
}

type ProjectScope = Extract<Scope, { kind: 'project' }>

/** The permission keys that grants come to on one repository, by its name within the project. */
function heldOn(grants: readonly Grant[], project: ProjectScope, repository: string): Set<string> {
  const held = heldIn(grants, project)
  for (const grant of grants) {
    if (!covers(grant, project)) continue
    for (const { matches, keys } of compiledOf(grant).narrowed)
      if (matches(repository)) for (const key of keys) held.add(key)
  }
  return held
}

/**
 * All that grants allow on a repository, by its name within the project, in a registry token's words. A stock registry
 * wants pull with every push, so push brings it; everybody may pull from a public project.
 */
export function repositoryActions(
  grants: readonly Grant[],
  project: ProjectScope,
  repository: string,
): RepositoryAction[] {
  const held = heldOn(grants, project, repository)
  if (project.public || held.has('repository:push')) held.add('repository:pull')
  return allRepositoryActions.filter((action) => held.has(`repository:${action}`))
}

/** The same for a person, who needs no role to pull from a public project. */
export const memberRepositoryActions = (
  role: Role | 'systemAdmin' | null,
  project: ProjectScope,
): RepositoryAction[] => {
  if (role === 'systemAdmin') return [...allRepositoryActions]
  if (role !== null) return [...roleRepositoryActions[role]]
  return project.public ? ['pull'] : []
}

/** A project, by what is known of it. */
export type ProjectKey = { id: number } | { name: string }

export const isMeant = (key: ProjectKey, project: { id: number; name: string }): boolean =>
  'id' in key ? key.id === project.id : key.name === project.name

/** What is asked for in one place: the system, every project there is and will be, or one project. */
export type PlacedAccess = AskedAccess &
  ({ scope: 'system' | 'all-projects' } | { scope: 'project'; project: ProjectKey })

export type AskedAccess = {
  access: readonly Access[]
  /** Pairs of which it was not said in which repositories: see `asStored`. */
  untold?: readonly Access[]
}

/** All that a robot is to be allowed: in places, and in projects that are told by their difference to what it holds. */
export type AskedGrants = { places: readonly PlacedAccess[]; selection?: SelectionChanges<readonly Access[]> }
