import 'server-only'
import { keptConfiguration, keptValue } from '@/lib/domain/wire/configuration'
import { db } from '../store/db'

const keys = ['banner_message', 'notification_enable'] as const

/** What the settings tell to everybody who asks about the system, signed in or not. */
export async function announcedSettings(): Promise<{ banner: string; notifies: boolean }> {
  const rows = await db().setting.findMany({ where: { key: { in: [...keys] } } })
  const stored = new Map(rows.map(({ key, value }) => [key, value]))
  const [banner, notifies] = keys.map((key) => {
    const text = stored.get(key)
    return text === undefined ? keptConfiguration[key] : keptValue(key, text)
  })
  return { banner: String(banner), notifies: notifies === true }
}
