import 'server-only'
import type { SettingName, Settings } from '@/lib/domain/settings/settings'
import type { Actor } from '../rights/actor'
import { rightsToRead, theSystem } from '../rights/authorize'
import { db } from '../store/db'
import { effective, fixedSettings, readSettings, storedSettings } from './read'
import { countPrefixed } from './update'

/** The settings as the configuration page shows them. */
type SettingsView = {
  settings: Settings
  /** Set by the environment, and not to be changed here. */
  fixed: SettingName[]
  /** How many robot accounts would change their full name with the prefix. */
  prefixedRobots: number
}

/** The settings, for who may see the system's configuration; *forbidden* for everyone else. */
export async function getSettings(actor: Actor): Promise<SettingsView> {
  await rightsToRead(actor, 'configuration:read', theSystem)
  const [settings, prefixedRobots] = await Promise.all([readSettings(db()), countPrefixed(db())])
  return { settings, fixed: Object.keys(fixedSettings()) as SettingName[], prefixedRobots }
}

/** The settings with all that is kept beside them, by Harbor's key, for who may see the system's configuration. */
export async function getStoredSettings(actor: Actor) {
  await rightsToRead(actor, 'configuration:read', theSystem)
  const stored = await storedSettings(db())
  return { settings: effective(stored), stored, fixed: new Set(Object.keys(fixedSettings()) as SettingName[]) }
}
