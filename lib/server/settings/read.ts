import 'server-only'
import {
  defaultSettings,
  settingKeys,
  settingRules,
  type SettingName,
  type Settings,
} from '@/lib/domain/settings/settings'
import { keptFrom } from '@/lib/domain/settings/registry-address'
import type { Tx } from '../store/db'
import { env } from '../env'

/** The settings that the environment decides. */
export function fixedSettings(): Partial<Settings> {
  const { REGISTRY_URL, ROBOT_NAME_PREFIX, ROBOT_TOKEN_DURATION, SESSION_TIMEOUT, TOKEN_EXPIRATION } = env()
  return {
    ...(ROBOT_NAME_PREFIX !== undefined && { robotNamePrefix: ROBOT_NAME_PREFIX }),
    ...(ROBOT_TOKEN_DURATION !== undefined && { robotDurationDays: ROBOT_TOKEN_DURATION }),
    ...(SESSION_TIMEOUT !== undefined && { sessionTimeoutMinutes: SESSION_TIMEOUT }),
    ...(TOKEN_EXPIRATION !== undefined && { tokenExpirationMinutes: TOKEN_EXPIRATION }),
    ...(REGISTRY_URL !== undefined && { registryAddress: keptFrom(new URL(REGISTRY_URL)) }),
  }
}

/**
 * The settings as they stand now: the environment's before the stored ones before the defaults. Asked at every use and
 * kept nowhere, so that a change works at once in every replica.
 */
export async function readSettings(tx: Tx): Promise<Settings> {
  return effective(await storedSettings(tx))
}

/** What stored rows come to. */
export const effective = (stored: Map<string, string>): Settings => ({
  ...defaultSettings,
  ...parseStored(stored),
  ...fixedSettings(),
})

/** The rows of the table by Harbor's key, as text. */
export async function storedSettings(tx: Tx): Promise<Map<string, string>> {
  const rows = await tx.setting.findMany()
  return new Map(rows.map(({ key, value }) => [key, value]))
}

/** What a stored text says: null where a value may be left out. */
function valueOf(name: SettingName, text: string): string | number | null {
  if (text === '' && defaultSettings[name] === null) return null
  return name === 'robotNamePrefix' || name === 'registryAddress' ? text : Number(text)
}

const parseValue = (name: SettingName, text: string) => settingRules[name].safeParse(valueOf(name, text))

/** Whether a stored text is one that its setting may have. */
export const isSoundSetting = (name: SettingName, text: string): boolean => parseValue(name, text).success

/** A stored value that no rule allows counts as none: a NaN must not decide when a token ends. */
function parseStored(stored: Map<string, string>): Partial<Settings> {
  const parsed = (name: SettingName) => {
    const text = stored.get(settingKeys[name])
    if (text === undefined) return {}
    const { success, data } = parseValue(name, text)
    return success ? { [name]: data } : {}
  }
  return {
    ...parsed('robotNamePrefix'),
    ...parsed('robotDurationDays'),
    ...parsed('sessionTimeoutMinutes'),
    ...parsed('tokenExpirationMinutes'),
    ...parsed('auditRetentionDays'),
    ...parsed('registryAddress'),
    ...parsed('robotSecretOverlap'),
  }
}
