import 'server-only'
import { accessKeys, decodeAccess, packedKeys } from '@/lib/domain/permissions/access'
import type { Actor } from '../rights/actor'
import { theSystem } from '../rights/authorize'
import { change } from '../rights/change'
import { Refusal } from '../errors'
import type { Tx } from '../store/db'

/** Deletes a saved preset. What robots were given by it stays theirs. For system admins. */
export async function removePreset(actor: Actor, id: number): Promise<void> {
  const find = async (tx: Tx) => {
    const row = await tx.permissionPreset.findUnique({ where: { id } })
    return row && { ...theSystem, row, resource: { type: 'preset' as const, id, name: row.name } }
  }
  await change(
    actor,
    'configuration:update',
    'preset.remove',
    find,
    async (tx, { level, systemAccess, projectAccess }) => {
      const { count } = await tx.permissionPreset.deleteMany({ where: { id } })
      if (count === 0) throw new Refusal('not-found', 'not found')
      const keysOf = (text: string) => packedKeys(accessKeys(decodeAccess(text)))
      return {
        result: undefined,
        before: {
          ...(level === 'system' && { systemAccess: keysOf(systemAccess) }),
          access: keysOf(projectAccess),
        },
      }
    },
  )
}
