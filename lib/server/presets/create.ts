import 'server-only'
import { accessKeys, encodeAccess, packedKeys } from '@/lib/domain/permissions/access'
import { isReservedPresetName, presetNameKey } from '@/lib/domain/robots/permission-preset'
import { maxPresets, type CreatePresetInput } from '@/lib/domain/robots/preset-schema'
import type { Actor } from '../rights/actor'
import { theSystem } from '../rights/authorize'
import { change } from '../rights/change'
import { now } from '../clock'
import { Refusal } from '../errors'
import { refuseSecrets } from '../secrets/secret'
import type { Tx } from '../store/db'

/**
 * Saves a choice of permissions under a name, for all who make robots at its level. For system admins. *Conflict* for a
 * name that is alike another one or one of ours in any language, and beyond the bound.
 */
export async function createPreset(actor: Actor, input: CreatePresetInput): Promise<{ id: number }> {
  const { name, level, system, project } = input
  refuseSecrets({ name })
  const find = async () => ({ ...theSystem, row: null, resource: { type: 'preset' as const, name } })
  return change(actor, 'configuration:update', 'preset.create', find, async (tx) => {
    await refuseTaken(tx, name)
    const [at, access] = [now(), { systemAccess: encodeAccess(system), projectAccess: encodeAccess(project) }]
    const { id } = await tx.permissionPreset.create({ data: { name, level, ...access, createdAt: at, updatedAt: at } })
    return {
      result: { id },
      resource: { type: 'preset', id, name },
      after: {
        ...(level === 'system' && { systemAccess: accessKeys(system) }),
        access: packedKeys(accessKeys(project)),
      },
    }
  })
}

async function refuseTaken(tx: Tx, name: string): Promise<void> {
  // Presets are made one after the other: the lock of a row that is always there makes what is read hold.
  await tx.$executeRaw`UPDATE "User" SET "createdAt" = "createdAt" WHERE "id" = (SELECT MIN("id") FROM "User")`
  const known = await tx.permissionPreset.findMany({ select: { name: true } })
  const isTaken = known.some((each) => presetNameKey(each.name) === presetNameKey(name))
  if (isTaken || isReservedPresetName(name))
    throw new Refusal('conflict', `a preset is called ${name} or much alike`, 'preset-exists')
  if (known.length >= maxPresets) throw new Refusal('conflict', `there can be ${maxPresets} presets`, 'preset-limit')
}
