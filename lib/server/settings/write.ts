import 'server-only'
import { Refusal } from '../errors'
import { theSystem } from '../rights/authorize'
import type { Target } from '../rights/change'
import type { Tx } from '../store/db'

export const theSettings: Target<null> = {
  ...theSystem,
  row: null,
  resource: { type: 'configuration', name: 'System Settings' },
}

export const stale = () => new Refusal('stale', 'the settings were changed meanwhile', 'settings-changed')

/** Each row only over the value that was read: of two changes at the same moment one is told that it came too late. */
export async function writeSettings(tx: Tx, stored: Map<string, string>, values: Record<string, string>) {
  for (const [key, value] of Object.entries(values)) {
    const old = stored.get(key)
    if (old === undefined) await tx.setting.create({ data: { key, value } })
    else if ((await tx.setting.updateMany({ where: { key, value: old }, data: { value } })).count === 0) throw stale()
  }
}
