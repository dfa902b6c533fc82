import 'server-only'
import type { PermissionLevel } from '@/lib/domain/permissions/permission-catalog'
import type { OwnPresets } from '@/lib/domain/robots/preset-schema'
import type { Actor } from '../rights/actor'
import { forbidden } from '../rights/authorize'
import { capabilitiesOf } from '../rights/capabilities'
import { Refusal } from '../errors'
import { db } from '../store/db'

/** The saved presets of the levels at which the actor may make robots, by name, and whether it may save and delete such. People's own: *forbidden* for robots. */
export async function listPresets(actor: Actor): Promise<OwnPresets> {
  if (actor.kind === 'anonymous') throw new Refusal('unauthorized', 'unauthorized')
  const { isSystemAdmin, managesRobots } = await capabilitiesOf(actor)
  if (!managesRobots) throw forbidden(actor, null)
  const rows = await db().permissionPreset.findMany({
    where: isSystemAdmin ? {} : { level: 'project' },
    orderBy: { name: 'asc' },
  })
  const presets = rows.map(({ id, name, level, systemAccess: system, projectAccess: project }) => ({
    ...{ id, name, system, project },
    level: level as PermissionLevel,
  }))
  return { presets, mayManage: isSystemAdmin }
}
