/** A member's role in a project, in Harbor's words; the numbers are Harbor's role ids (`current_user_role_id`). */
export const roleIds = { projectAdmin: 1, developer: 2, guest: 3, maintainer: 4, limitedGuest: 5 } as const
export type Role = keyof typeof roleIds

export const isRole = (value: string): value is Role => Object.hasOwn(roleIds, value)

/** What the verbs ask for: `<resource>:<action>`. Robots' own permissions use the same words (see authorize.ts). */
export type Permission =
  | 'project:list'
  | 'project:create'
  | 'project:read'
  | 'project:update'
  | 'project:delete'
  | 'robot:list'
  | 'robot:read'
  | 'robot:create'
  | 'robot:update'
  | 'robot:delete'
  | 'member:list'
  | 'member:read'
  | 'member:create'
  | 'member:update'
  | 'member:delete'
  | 'metadata:list'
  | 'metadata:read'
  | 'metadata:create'
  | 'metadata:update'
  | 'metadata:delete'
  | 'log:list'
  | 'quota:read'
  /** The whole log, of all projects and the system. */
  | 'audit-log:list'
  | 'user:list'
  | 'user:create'
  | 'user:update'
  | 'user:delete'
  /** One's own account: what everybody signed in may do with it. */
  | 'account:update'
  /** A robot's own: every robot may ask, and whether it may is said by its row. */
  | 'own-secret:update'
  | 'configuration:read'
  | 'configuration:update'

const seesRobots: Permission[] = ['robot:list', 'robot:read']
const looksAround: Permission[] = ['project:read', 'quota:read', 'member:list', 'member:read', ...seesRobots]

/**
 * What each role may do in its project, as in Harbor. A limited guest sees neither robots nor members; the log, which
 * names people, is its admins' alone, as in Harbor since 2.13.
 */
export const rolePermissions: Record<Role, readonly Permission[]> = {
  projectAdmin: [
    ...looksAround,
    'log:list',
    'project:update',
    'project:delete',
    'robot:create',
    'robot:update',
    'robot:delete',
    'member:create',
    'member:update',
    'member:delete',
    'metadata:read',
    'metadata:create',
    'metadata:update',
    'metadata:delete',
  ],
  maintainer: [...looksAround, 'metadata:read'],
  developer: looksAround,
  guest: looksAround,
  limitedGuest: ['project:read', 'quota:read'],
}

/** What can be done with a repository, in the words of a registry token; in the order in which tokens name them. */
export const allRepositoryActions = ['pull', 'push', 'delete'] as const
export type RepositoryAction = (typeof allRepositoryActions)[number]

/** What each role may do with its project's repositories, as in Harbor: developers push, maintainers also delete. */
export const roleRepositoryActions: Record<Role, readonly RepositoryAction[]> = {
  projectAdmin: allRepositoryActions,
  maintainer: allRepositoryActions,
  developer: ['pull', 'push'],
  guest: ['pull'],
  limitedGuest: ['pull'],
}
