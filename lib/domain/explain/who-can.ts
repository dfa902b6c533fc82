import { repositoryActions, type Grant } from '../permissions/grant'
import type { RepositoryAction, Role } from '../permissions/role'
import { repositoryPairs, type Held } from './explain-access'

/** Somebody who may do something with a repository, or somewhere in a project. */
export type WhoCanRow = {
  /** `everyone`: a public project's pull, whoever asks. */
  kind: 'everyone' | 'user' | 'robot'
  id: number
  /** As it signs in; empty for everyone. */
  name: string
  /** A robot's own page; null where it may not be read, and for people. */
  link: { project: { name: string } | null; name: string; legacy: boolean } | null
  actions: RepositoryAction[]
  /** By what: a role, or the parts of a robot's grants. */
  role: Role | 'systemAdmin' | null
  through: Held[]
  /** Whether it can sign in at this moment. */
  live: boolean
  /** ISO 8601; of this repository (or project) where that was counted, else whenever the robot signed in. */
  lastUse: { at: string; here: boolean } | null
}

/** `isWhole`: whether all candidates were looked at, or only the first so many; then `total` is the least there are. */
export type WhoCanList = { rows: WhoCanRow[]; total: number; isWhole: boolean; looked: number }

/** A project (`payments`) or a repository (`payments/app`); null for what is neither. */
export type WhoCanTarget = { project: string; repository: string | null }

/** What grants come to on a repository, as in a token; on a project (null) what they do somewhere in it. */
export function actionsAt(
  grants: readonly Grant[],
  project: { id: number },
  repository: string | null,
): RepositoryAction[] {
  // What is open to everyone is everyone's, and not told of each.
  const scope = { kind: 'project', projectId: project.id, public: false } as const
  return repository === null
    ? repositoryActions(grants.map(widened), scope, '')
    : repositoryActions(grants, scope, repository)
}

const widened = (grant: Grant): Grant => ({
  ...grant,
  access: grant.access.map(({ resource, action }) => ({ resource, action })),
})

/** The parts of grants that give any of it. */
export const throughWhat = (grants: readonly Grant[], projectId: number, repository: string | null): Held[] =>
  repositoryPairs(grants, projectId, repository).flatMap(({ matches, ...held }) => (matches ? [held] : []))
