import 'server-only'
import { heldIn, memberRepositoryActions, repositoryActions, type Scope } from '@/lib/domain/grant'
import type { RegistryScope } from '@/lib/domain/registry-scope'
import { isRole } from '@/lib/domain/role'
import { db } from '../store/db'
import type { VisibleProject } from '../store/hot-reads/hot-reads'
import type { TokenAccess } from './sign-token'
import type { TokenCaller } from './token-caller'

type Project = Extract<Scope, { kind: 'project' }>
/** What somebody holds: in a project, and whether the catalogue of all repositories is theirs to read. */
type Rights = { inProject: (project: Project) => string[]; catalog: boolean }

/**
 * What the caller may do with each of the scopes, in their order; what is unknown or denied has no actions. Null when
 * the caller's account was disabled or deleted since it signed in.
 */
export async function accessTo(
  wanted: readonly RegistryScope[],
  caller: TokenCaller,
  visible: readonly VisibleProject[],
): Promise<TokenAccess[] | null> {
  const projects = new Map(visible.map(toScope))
  const rights = await rightsOf(caller, [...projects.values()])
  if (!rights) return null
  return wanted.map((scope) => {
    switch (scope.kind) {
      case 'repository': {
        const project = projects.get(scope.project)
        const kind = scope.class === undefined ? {} : { class: scope.class }
        const actions = project ? rights.inProject(project) : []
        return { type: 'repository', ...kind, name: scope.name, actions }
      }
      case 'catalog':
        return { type: 'registry', name: 'catalog', actions: rights.catalog ? ['*'] : [] }
      case 'nothing':
        return { type: scope.type, name: scope.name, actions: [] }
    }
  })
}

const toScope = ({ id, name, public: isPublic }: VisibleProject): [string, Project] => [
  name,
  { kind: 'project', projectId: id, public: isPublic },
]

/** The projects that scopes are about, each once. */
export const projectsIn = (wanted: readonly RegistryScope[]): string[] => [
  ...new Set(wanted.flatMap((scope) => (scope.kind === 'repository' ? [scope.project] : []))),
]

async function rightsOf(caller: TokenCaller, projects: Project[]): Promise<Rights | null> {
  if (caller.kind === 'user') return userRights(caller.id, projects)
  const grants = caller.kind === 'robot' ? caller.grants : []
  return {
    inProject: (project) => repositoryActions(grants, project),
    catalog: heldIn(grants, { kind: 'system' }).has('catalog:read'),
  }
}

/** Read again after the password was checked, which takes long enough for a role to be taken away. */
async function userRights(id: number, projects: Project[]): Promise<Rights | null> {
  const memberships = {
    where: { projectId: { in: projects.map(({ projectId }) => projectId) } },
    select: { projectId: true, role: true },
  }
  const user = await db().user.findUnique({ where: { id }, select: { isAdmin: true, disabled: true, memberships } })
  if (!user || user.disabled) return null
  const roleIn = ({ projectId }: Project) => {
    if (user.isAdmin) return 'systemAdmin'
    const role = user.memberships.find((membership) => membership.projectId === projectId)?.role
    return role !== undefined && isRole(role) ? role : null
  }
  return { inProject: (project) => memberRepositoryActions(roleIn(project), project), catalog: user.isAdmin }
}
