import 'server-only'
import { accessKey } from '@/lib/domain/access'
import { isRole, rolePermissions, type Permission, type Role } from '@/lib/domain/role'
import type { Actor, Grant } from './actor'
import type { Tx } from './db'

export type Scope =
  | { kind: 'system' }
  | { kind: 'project'; projectId: number; public: boolean }
  /** A user's own account, which is nobody else's, not even a system admin's. */
  | { kind: 'account'; userId: number }

/** What an actor may do in a scope. `role` is for showing; decisions ask `may`. */
export type Rights = { role: Role | 'systemAdmin' | null; may: (permission: Permission) => boolean }

const nothing: Rights = { role: null, may: () => false }
const everything: Rights = { role: 'systemAdmin', may: () => true }
const ownAccount: Rights = { role: null, may: (permission) => permission === 'account:update' }

/**
 * The actor's rights as the rows stand now: roles, the admin flag and disabling are read again in this transaction,
 * never taken from what a session or token once said. Anything unknown has no rights.
 */
export async function rightsIn(tx: Tx, actor: Actor, scope: Scope): Promise<Rights> {
  if (actor.kind === 'system') return everything
  if (actor.kind === 'robot') return robotRights(actor.grants, scope)
  if (actor.kind === 'anonymous') return nothing
  const user = await tx.user.findUnique({
    where: { id: actor.id },
    select: {
      isAdmin: true,
      disabled: true,
      memberships: { where: { projectId: scope.kind === 'project' ? scope.projectId : -1 }, select: { role: true } },
    },
  })
  if (!user || user.disabled) return nothing
  if (scope.kind === 'account') return scope.userId === actor.id ? ownAccount : nothing
  if (user.isAdmin) return everything
  return memberRights(user.memberships[0]?.role, scope)
}

function memberRights(role: string | undefined, scope: Scope): Rights {
  if (scope.kind !== 'project') return nothing
  if (role !== undefined && isRole(role)) {
    return { role, may: (permission) => rolePermissions[role].includes(permission) }
  }
  return visitorRights(scope.public)
}

/** Everyone signed in may look at a public project, but not at its robots. */
const visitorRights = (isPublic: boolean): Rights => ({
  role: null,
  may: (permission) => isPublic && permission === 'project:read',
})

/**
 * A robot may do what its grants name in this scope. Nothing may ever let a robot edit robots or touch users: a machine's
 * credential must not make a person's.
 */
function robotRights(grants: readonly Grant[], scope: Scope): Rights {
  const held = new Set(grants.filter((grant) => covers(grant, scope)).flatMap(({ access }) => access.map(accessKey)))
  return {
    role: null,
    may: (permission) =>
      permission !== 'robot:update' &&
      !permission.startsWith('user:') &&
      (held.has(permission) || (scope.kind === 'project' && visitorRights(scope.public).may(permission))),
  }
}

/** Whether a grant says anything about this scope. */
export function covers(grant: Grant, scope: Scope): boolean {
  if (scope.kind === 'account') return false
  if (scope.kind === 'system') return grant.scope === 'system'
  return grant.scope === 'all-projects' || (grant.scope === 'project' && grant.projectId === scope.projectId)
}
