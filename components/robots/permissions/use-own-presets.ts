import { useQuery, useQueryClient } from '@tanstack/react-query'
import { fetchJson } from '@/lib/client/fetch-json'
import { accessKeys, decodeAccess } from '@/lib/domain/permissions/access'
import type { PermissionLevel } from '@/lib/domain/permissions/permission-catalog'
import type { PresetAccess } from '@/lib/domain/robots/permission-preset'
import type { OwnPresets } from '@/lib/domain/robots/preset-schema'
import { paths } from '@/lib/paths'

export type ShownPreset = { id: number; name: string; access: PresetAccess }

const keysOf = (text: string): string[] => accessKeys(decodeAccess(text))
const queryKey = ['presets']

/** The saved presets of a level, asked for when a wizard opens. Without an answer there are only the built-in ones. */
export function useOwnPresets(level: PermissionLevel) {
  const client = useQueryClient()
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) => fetchJson<OwnPresets>(paths.api.presets(), { signal }),
  })
  const { presets, mayManage } = query.data?.data ?? { presets: [], mayManage: false }
  const shown = presets
    .filter((preset) => preset.level === level)
    .map(({ id, name, system, project }): ShownPreset => ({
      id,
      name,
      access: { system: keysOf(system), project: keysOf(project) },
    }))
  return { presets: shown, mayManage, renew: () => void client.invalidateQueries({ queryKey }) }
}
