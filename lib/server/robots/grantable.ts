import 'server-only'
import type { Access } from '@/lib/domain/permissions/access'
import { permissionCatalog, type PermissionLevel } from '@/lib/domain/permissions/permission-catalog'
import type { Actor } from '../rights/actor'
import { rightsIn } from '../rights/authorize'
import { db } from '../store/db'
import { Refusal } from '../errors'

/**
 * What the actor may give to robots it makes: everything for a system admin, the project's permissions for who is
 * admin of a project. *Forbidden* for all others, robots included.
 */
export async function listGrantable(actor: Actor): Promise<Partial<Record<PermissionLevel, readonly Access[]>>> {
  if (actor.kind === 'anonymous') throw new Refusal('unauthorized', 'unauthorized')
  const { role } = await rightsIn(db(), actor, { kind: 'system' })
  if (role === 'systemAdmin') return permissionCatalog
  if (actor.kind !== 'user') throw new Refusal('forbidden', 'forbidden')
  const admins = await db().projectMember.count({
    where: { userId: actor.id, role: 'projectAdmin', user: { disabled: false } },
  })
  if (admins === 0) throw new Refusal('forbidden', 'forbidden')
  return { project: permissionCatalog.project }
}
