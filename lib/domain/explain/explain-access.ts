import { matchesRepositories, patternsOf } from '../patterns/repository-patterns'
import type { Access } from '../permissions/access'
import type { Grant } from '../permissions/grant'
import { allRepositoryActions, type RepositoryAction, type Role } from '../permissions/role'
import { isExpired } from '../robots/expiry'
import { changesAllowing, type Change } from './access-changes'
import {
  isGranted,
  partsOf,
  type AccessQuestion,
  type AskedProject,
  type RobotFacts,
  type UserFacts,
} from './access-question'

/** A part of a grant that decides: the pair it holds, where, and in which of the repositories there (null = in all). */
export type Held = {
  place: 'project' | 'all-projects'
  action: RepositoryAction
  repositories: string | null
  /** The pattern that leaves the repository out, where it is not just not among them. */
  excludedBy: string | null
}

export type Reason =
  | { kind: 'disabled' | 'no-secret' | 'user-disabled' }
  | { kind: 'expired'; at: number }
  | { kind: 'malformed' | 'no-project' | 'public' | 'system-admin' | 'no-role' | 'no-grant' }
  | { kind: 'other-project'; home: string }
  | { kind: 'role'; role: Role }
  /** These give it. */
  | { kind: 'granted'; held: Held[] }
  /** These would, for other repositories. */
  | { kind: 'narrowed'; held: Held[] }
  /** What it may do with this repository is something else. */
  | { kind: 'not-granted'; actions: RepositoryAction[] }

/** What the token service would say, why, and what would have to change for it to say yes. */
export type Explanation = { allowed: boolean; reasons: Reason[]; changes: Change[] }

/** Asked of the very functions that make a token; the reasons only say what of it they have seen. */
export function explainAccess(question: AccessQuestion): Explanation {
  const [signIn, granted] = [signInReasons(question), isGranted(question)]
  const about = partsOf(question.repository)
  const allowed = granted && signIn.length === 0
  return {
    allowed,
    reasons: [...signIn, ...grantReasons(question, about)],
    changes: allowed ? [] : changesAllowing(question, about, granted),
  }
}

function grantReasons(question: AccessQuestion, about: About | null): Reason[] {
  const { by, project } = question
  if (!about) return [{ kind: 'malformed' }]
  if (!project) return [{ kind: 'no-project' }]
  return by.kind === 'user' ? userReasons(by, project, question) : robotReasons(by, project, about, question)
}

function signInReasons({ by, at }: AccessQuestion): Reason[] {
  if (by.kind === 'user') return by.disabled ? [{ kind: 'user-disabled' }] : []
  const { disabled, expiresAt, hasLiveSecret } = by
  return [
    ...(disabled ? [{ kind: 'disabled' as const }] : []),
    ...(expiresAt !== null && isExpired(expiresAt, at) ? [{ kind: 'expired' as const, at: expiresAt }] : []),
    ...(hasLiveSecret ? [] : [{ kind: 'no-secret' as const }]),
  ]
}

function userReasons({ role }: UserFacts, project: AskedProject, { action }: AccessQuestion): Reason[] {
  if (role === 'systemAdmin') return [{ kind: 'system-admin' }]
  const open = openTo(project, action)
  if (role !== null) return [{ kind: 'role', role }, ...open]
  return open.length > 0 ? open : [{ kind: 'no-role' }]
}

const openTo = (project: AskedProject, action: RepositoryAction): Reason[] =>
  project.public && action === 'pull' ? [{ kind: 'public' }] : []

type About = { project: string; name: string }

function robotReasons(
  { home, grants }: RobotFacts,
  project: AskedProject,
  about: About,
  question: AccessQuestion,
): Reason[] {
  const { action } = question
  const held = repositoryPairs(grants, project.id, about.name)
  const counts = held.filter((each) => gives(each.action, action))
  const matching = counts.filter((each) => each.matches).map(toHeld)
  const open = openTo(project, action)
  if (matching.length > 0) return [{ kind: 'granted', held: matching }, ...open]
  if (open.length > 0) return open
  if (home && home.id !== project.id) return [{ kind: 'other-project', home: home.name }]
  if (counts.length > 0) return [{ kind: 'narrowed', held: counts.map(toHeld) }]
  if (held.length === 0 && !covers(grants, project.id)) return [{ kind: 'no-grant' }]
  const actions = allRepositoryActions.filter((each) => isGranted({ ...question, action: each }))
  return [{ kind: 'not-granted', actions }]
}

/** A stock registry wants pull with every push, so push brings it. */
const gives = (held: RepositoryAction, wanted: RepositoryAction): boolean =>
  held === wanted || (held === 'push' && wanted === 'pull')

const toHeld = ({ matches: _, ...held }: Held & { matches: boolean }): Held => held

const covers = (grants: readonly Grant[], projectId: number): boolean =>
  grants.some((grant) => isAt(grant, projectId) && grant.access.length > 0)

const isAt = (grant: Grant, projectId: number): boolean =>
  grant.scope === 'all-projects' || (grant.scope === 'project' && grant.projectId === projectId)

/** What grants hold of repositories in a project, and whether this one (null = whichever) is among them. */
export function repositoryPairs(
  grants: readonly Grant[],
  projectId: number,
  repository: string | null,
): (Held & { matches: boolean })[] {
  return grants
    .filter((grant) => isAt(grant, projectId))
    .flatMap((grant) =>
      grant.access.flatMap((pair) => {
        const action = actionOf(pair)
        if (!action) return []
        const repositories = pair.repositories ?? null
        const matches = repositories === null || repository === null || matchesRepositories(repositories, repository)
        const excludedBy = matches ? null : exclusionOf(repositories!, repository!)
        return [{ place: grant.scope as Held['place'], action, repositories, excludedBy, matches }]
      }),
    )
}

const actionOf = ({ resource, action }: Access): RepositoryAction | undefined =>
  resource === 'repository' ? allRepositoryActions.find((each) => each === action) : undefined

const exclusionOf = (repositories: string, repository: string): string | null =>
  patternsOf(repositories).find(
    (pattern) => pattern.startsWith('!') && matchesRepositories(pattern.slice(1), repository),
  ) ?? null
