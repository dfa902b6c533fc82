import 'server-only'
import { robotMay, visitorMay, type Scope } from '@/lib/domain/permissions/grant'
import { isRole, rolePermissions, type Permission, type Role } from '@/lib/domain/permissions/role'
import { actorName, type Actor } from './actor'
import { db, type Tx } from '../store/db'
import { readStanding } from '../store/standing'
import { Refusal } from '../errors'

export type { Scope }

/** What an actor may do in a scope. `role` is for showing; decisions ask `may`. */
export type Rights = { role: Role | 'systemAdmin' | null; may: (permission: Permission) => boolean }

const nothing: Rights = { role: null, may: () => false }
const everything: Rights = { role: 'systemAdmin', may: () => true }
const ownSecret: Rights = { role: null, may: (permission) => permission === 'own-secret:update' }
const ownAccount: Rights = { role: null, may: (permission) => permission === 'account:update' }

/**
 * The actor's rights as the rows stand now: roles, the admin flag and disabling are read again in this transaction,
 * never taken from what a session or token once said. Anything unknown has no rights.
 */
export async function rightsIn(tx: Tx, actor: Actor, scope: Scope): Promise<Rights> {
  if (scope.kind === 'own-secret') return actor.kind === 'robot' && actor.id === scope.robotId ? ownSecret : nothing
  if (actor.kind === 'system') return everything
  if (actor.kind === 'robot') return { role: null, may: robotMay(actor.grants, scope) }
  if (actor.kind === 'anonymous') return nothing
  const user = await readStanding(tx, actor.id, scope.kind === 'project' ? scope.projectId : undefined)
  if (!user || user.disabled) return nothing
  if (scope.kind === 'account') return scope.userId === actor.id ? ownAccount : nothing
  if (user.isAdmin) return everything
  return memberRights(user.role, scope)
}

function memberRights(role: string | null, scope: Scope): Rights {
  if (scope.kind !== 'project') return nothing
  if (role !== null && isRole(role)) {
    return { role, may: (permission) => rolePermissions[role].includes(permission) }
  }
  return { role: null, may: (permission) => visitorMay(scope, permission) }
}

/** Whether the actor may read every project there is and will be: who may, may know that there is none of a name. */
export async function readsEveryProject(tx: Tx, actor: Actor): Promise<boolean> {
  // No project has this id, so it takes a grant in all of them.
  if (actor.kind === 'robot')
    return robotMay(actor.grants, { kind: 'project', projectId: 0, public: false })('project:read')
  return (await rightsIn(tx, actor, { kind: 'system' })).role === 'systemAdmin'
}

/** Where something is, and who may know that it is there: `signed-in` for what everybody knows of. */
export type Place = { scope: Scope; seenWith: Permission | 'signed-in' }

export const theSystem: Place = { scope: { kind: 'system' }, seenWith: 'signed-in' }

/**
 * The one way to ask before reading, with the refusals that `change()` makes before writing: *not found* for who may not
 * see the place, as for one that does not exist (null), *forbidden* for who may see it and not read there.
 */
export async function rightsToRead(
  actor: Actor,
  permission: Permission,
  place: Place | null,
  what: 'project' | 'robot' = 'project',
): Promise<Rights> {
  const rights = place && (await rightsIn(db(), actor, place.scope))
  if (rights?.may(permission)) return rights
  const isSeen = place?.seenWith === 'signed-in' || (place && rights!.may(place.seenWith))
  throw isSeen && actor.kind !== 'anonymous' ? forbidden(actor, place.scope) : unseen(actor, what)
}

/** Who is not signed in is told so; who is gets the same answer as for something that does not exist. */
export const unseen = (actor: Actor, what: string): Refusal =>
  actor.kind === 'anonymous'
    ? new Refusal('unauthorized', 'unauthorized')
    : new Refusal('not-found', `${what} not found`)

/** Whether a change would be allowed as things stand, for what is costly and done before it. `find` is the change's. */
export async function mayChange(
  actor: Actor,
  permission: Permission,
  find: (tx: Tx) => Promise<Place | null>,
): Promise<boolean> {
  const place = await find(db())
  return place !== null && (await rightsIn(db(), actor, place.scope)).may(permission)
}

/** Harbor's words: in the system it names who was refused. */
export const forbidden = (actor: Actor, scope: Scope | null): Refusal =>
  new Refusal('forbidden', scope?.kind === 'system' ? actorName(actor) : 'forbidden')
