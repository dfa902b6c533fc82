import { memberRepositoryActions, repositoryActions, type Grant } from '../permissions/grant'
import type { RepositoryAction, Role } from '../permissions/role'
import { accessTo, parseRegistryScopes, type ProjectScope } from '../registry/registry-scope'

/** What decides what a robot may do, as the token service reads it. */
export type RobotFacts = {
  kind: 'robot'
  /** null = a robot of the system. */
  home: { id: number; name: string } | null
  legacy: boolean
  disabled: boolean
  expiresAt: number | null
  hasLiveSecret: boolean
  grants: readonly Grant[]
}
export type UserFacts = { kind: 'user'; disabled: boolean; role: Role | 'systemAdmin' | null }

export type AskedProject = { id: number; name: string; public: boolean }

export type AccessQuestion = {
  by: RobotFacts | UserFacts
  /** As a client names it: `payments/app`. */
  repository: string
  action: RepositoryAction
  /** The repository's, if there is one that may be known of. */
  project: AskedProject | null
  /** Unix seconds. */
  at: number
}

/** The project that a repository is in, and its name there; null for what is no repository. */
export function partsOf(repository: string): { project: string; name: string } | null {
  const [scope, ...others] = parseRegistryScopes([`repository:${repository}:`])
  if (scope?.kind !== 'repository' || others.length > 0 || scope.name !== repository) return null
  return { project: scope.project, name: repository.slice(scope.project.length + 1) }
}

/** Whether a token would hold it, whoever may get one. */
export function isGranted({ by, repository, action, project }: Omit<AccessQuestion, 'at'>): boolean {
  const on = (scope: ProjectScope, name: string) =>
    by.kind === 'user' ? memberRepositoryActions(by.role, scope) : repositoryActions(by.grants, scope, name)
  const wanted = parseRegistryScopes([`repository:${repository}:${action}`])
  const [access] = accessTo(wanted, project ? [project] : [], { on, catalog: false })
  return partsOf(repository) !== null && access!.actions.includes(action)
}
