import { accessKey, accessKeys, parseAccessKey, unnarrowed, type Access } from '../permissions/access'
import { checkedAccess, pushLacksPull } from '../permissions/access-groups'
import { isExpired } from '../robots/expiry'
import type { Grant } from '../permissions/grant'
import { matchesRepositories, parsePatterns, patternsOf } from '../patterns/repository-patterns'
import { roleRepositoryActions, type RepositoryAction, type Role } from '../permissions/role'
import { isGranted, type AccessQuestion, type RobotFacts } from './access-question'

/** Where an edit of a robot changes something, and all that it is to hold there, as sorted keys. */
export type Edit = {
  place: 'project' | 'all-projects'
  projectId: number | null
  access: string[]
  /** What is new in it, in words: a group of permissions that takes in the repository, or the action itself. */
  adds: { kind: 'pattern'; pattern: string; group: string } | { kind: 'action'; only: string | null }
}

/** What a wizard is to start with in place of what the robot holds. */
export type ProposedAccess = Pick<Edit, 'place' | 'projectId' | 'access'>

/** One step towards yes. All of them are needed; an edit can be made in one of several ways, the smallest first. */
export type Change =
  | { kind: 'enable' | 'extend' | 'new-secret' | 'recreate' | 'enable-user' | 'make-project' }
  /** A robot of a project reaches no other. */
  | { kind: 'other-robot' }
  /** Its edit in the console would take its permissions in single projects away. */
  | { kind: 'by-api' }
  | { kind: 'member'; role: Role; joins: boolean }
  | { kind: 'edit'; ways: Edit[] }

type About = { project: string; name: string }

/** What would make the answer yes; nothing where there is nothing to ask for. */
export function changesAllowing(question: AccessQuestion, about: About | null, granted: boolean): Change[] {
  const { by, project, at } = question
  if (!about) return []
  if (by.kind === 'user') {
    const enabled: Change[] = by.disabled ? [{ kind: 'enable-user' }] : []
    return [...enabled, ...(granted ? [] : project ? [memberChange(by.role, question.action)] : [makeProject])]
  }
  const signIn: Change[] = []
  if (by.disabled) signIn.push({ kind: 'enable' })
  // A legacy robot can be enabled, but neither edited, extended nor given a secret of today.
  const isOver = by.expiresAt !== null && isExpired(by.expiresAt, at)
  if (by.legacy && (isOver || !by.hasLiveSecret || !granted)) return [{ kind: 'recreate' }]
  if (isOver) signIn.push({ kind: 'extend' })
  if (!by.hasLiveSecret) signIn.push({ kind: 'new-secret' })
  return [...signIn, ...(granted ? [] : grantChanges(by, question, about))]
}

const makeProject: Change = { kind: 'make-project' }

/** The least of the roles that may. */
function memberChange(role: Role | 'systemAdmin' | null, action: RepositoryAction): Change {
  const roles: Role[] = ['limitedGuest', 'guest', 'developer', 'maintainer', 'projectAdmin']
  const least = roles.find((each) => roleRepositoryActions[each].includes(action))!
  return { kind: 'member', role: least, joins: role === null }
}

function grantChanges(robot: RobotFacts, question: AccessQuestion, { name }: About): Change[] {
  const { project } = question
  if (!project) return robot.home ? [{ kind: 'other-robot' }] : [makeProject]
  if (robot.home && robot.home.id !== project.id) return [{ kind: 'other-robot' }]
  const inAll = robot.grants.find(({ scope }) => scope === 'all-projects')
  if (inAll && robot.grants.some(({ scope }) => scope === 'project')) return [{ kind: 'by-api' }]
  const place = inAll ? 'all-projects' : 'project'
  const held = robot.grants.find((grant) => isAt(grant, place, project.id))?.access ?? []
  const ways = waysToAllow(held, question.action, name)
    .flatMap(({ access, adds }): Edit[] => {
      const keys = keysWith(access)
      return keys ? [{ place, projectId: inAll ? null : project.id, access: keys, adds }] : []
    })
    .filter((edit) => isGranted({ ...question, by: { ...robot, grants: editedGrants(robot.grants, edit) } }))
  return [{ kind: 'edit', ways }]
}

const isAt = (grant: Grant, place: Edit['place'], projectId: number): boolean =>
  grant.scope === place && (grant.scope !== 'project' || grant.projectId === projectId)

/** The grants as they would be. */
export function editedGrants(grants: readonly Grant[], { place, projectId, access }: Edit): Grant[] {
  const others = grants.filter((grant) => !isAt(grant, place, projectId ?? 0))
  const pairs = access.map(parseAccessKey)
  return place === 'project'
    ? [...others, { scope: place, projectId: projectId!, access: pairs }]
    : [...others, { scope: place, access: pairs }]
}

type Way = { access: readonly Access[]; adds: Edit['adds'] }

/** Into a group that has the action already; or else for this repository alone, or for the whole place. */
function waysToAllow(held: readonly Access[], action: RepositoryAction, repository: string): Way[] {
  const pair = { resource: 'repository', action }
  const groups = held.filter((each) => accessKey(unnarrowed(each)) === accessKey(pair))
  const widened = groups.flatMap(({ repositories }): Way[] => {
    const wider = repositories === undefined ? null : widenedBy(repositories, repository)
    if (repositories === undefined || wider === null) return []
    const access = held.map((each) => (each.repositories === repositories ? { ...each, repositories: wider } : each))
    return [{ access, adds: { kind: 'pattern', pattern: repository, group: repositories } }]
  })
  return [
    ...widened.slice(0, 1),
    { access: [...held, { ...pair, repositories: repository }], adds: { kind: 'action', only: repository } },
    { access: [...held, pair], adds: { kind: 'action', only: null } },
  ]
}

/** The patterns with the repository among them; null where an exclusion or a bound is against it. */
function widenedBy(patterns: string, repository: string): string | null {
  const parsed = parsePatterns([...patternsOf(patterns), repository])
  return 'ok' in parsed && matchesRepositories(parsed.ok, repository) ? parsed.ok : null
}

/** Sorted, each once, and with pull wherever there is push, since a registry wants both; null where a bound is against it. */
function keysWith(access: readonly Access[]): string[] | null {
  const pushes = access.filter(({ resource, action }) => resource === 'repository' && action === 'push')
  const lacking = pushes.filter((push) => pushLacksPull([...access.filter((each) => !pushes.includes(each)), push]))
  const checked = checkedAccess([...access, ...lacking.map((push) => ({ ...push, action: 'pull' }))])
  return 'ok' in checked ? accessKeys(checked.ok) : null
}
