import 'server-only'
import { accessKey } from '@/lib/domain/permissions/access'
import { heldIn } from '@/lib/domain/permissions/grant'
import { harborProjectPairs } from '@/lib/domain/permissions/harbor-permissions'
import type { Role } from '@/lib/domain/permissions/role'
import type { Actor } from './actor'
import { forbidden, rightsIn, type Scope } from './authorize'
import { db } from '../store/db'
import { Refusal } from '../errors'

/** Whether Harbor lets an actor do something, by its key `<resource>:<action>`. */
type HarborRights = (key: string) => boolean

const keys = new Map<Role | 'visitor', ReadonlySet<string>>(
  (Object.keys(harborProjectPairs) as (Role | 'visitor')[]).map((role) => [
    role,
    new Set(harborProjectPairs[role].map(accessKey)),
  ]),
)
const holds = (role: Role | 'visitor', key: string): boolean => keys.get(role)!.has(key)

/**
 * What Harbor lets an actor do in a scope. Only for telling it, and for who gets the empty answers of what is not here:
 * whatever has something behind it asks `rightsIn`, which decides what everybody is and whether they still are.
 */
export async function harborRightsIn(actor: Actor, scope: Scope): Promise<HarborRights> {
  const asVisitor = (key: string) => scope.kind === 'project' && scope.public && holds('visitor', key)
  if (actor.kind === 'anonymous') return asVisitor
  if (actor.kind === 'robot') {
    const held = heldIn(actor.grants, scope)
    return (key) => key !== 'robot:update' && (held.has(key) || asVisitor(key))
  }
  const { role, may } = await rightsIn(db(), actor, scope)
  if (role === 'systemAdmin') return () => true
  if (role) return (key) => holds(role, key) || asVisitor(key)
  // Nothing at all for who is disabled.
  return may('project:read') ? asVisitor : () => false
}

/** Refuses who may not, as Harbor does: whoever is signed in is *forbidden*. */
export async function refuseUnlessHarborLets(actor: Actor, key: string, scope: Scope): Promise<void> {
  if ((await harborRightsIn(actor, scope))(key)) return
  throw actor.kind === 'anonymous' ? new Refusal('unauthorized', 'unauthorized') : forbidden(actor, scope)
}
