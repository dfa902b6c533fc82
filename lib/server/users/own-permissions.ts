import 'server-only'
import { parseInteger } from '@/lib/domain/harbor-query'
import { permissionCatalog, type PermissionLevel } from '@/lib/domain/permission-catalog'
import { accessKey, type Access } from '@/lib/domain/access'
import type { Permission } from '@/lib/domain/role'
import type { Actor } from '../rights/actor'
import { rightsIn, type Scope } from '../rights/authorize'
import { db } from '../store/db'
import { projectScope } from '../projects/find'

/** What the pages of Harbor ask for beyond what robots may be given. */
const peoples: Record<PermissionLevel, readonly Access[]> = {
  system: [
    { resource: 'configuration', action: 'read' },
    { resource: 'configuration', action: 'update' },
    { resource: 'robot', action: 'update' },
  ],
  project: [{ resource: 'robot', action: 'update' }],
}

/**
 * What the actor may do in a scope, `/project/<id>` or `/system`; nothing in one that does not exist. Of what robots may
 * be given only that is in it which this server itself decides on, or which the actor, a robot, holds.
 */
export async function listOwnPermissions(actor: Actor, scopeText: string): Promise<Access[]> {
  const scope = await scopeOf(scopeText)
  if (!scope) return []
  const { may } = await rightsIn(db(), actor, scope)
  const level = scope.kind === 'system' ? 'system' : 'project'
  const pairs = [...permissionCatalog[level], ...peoples[level]]
  return pairs.filter((pair) => may(accessKey(pair) as Permission))
}

async function scopeOf(text: string): Promise<Scope | null> {
  if (text === '/system') return { kind: 'system' }
  const id = parseInteger(/^\/project\/(\d+)$/.exec(text)?.[1] ?? '')
  if (id === null || id >= 2 ** 31) return null
  const project = await db().project.findUnique({ where: { id }, select: { id: true, public: true } })
  return project && projectScope(project)
}
