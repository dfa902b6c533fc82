import 'server-only'
import {
  changedSettings,
  settingKeys,
  type SettingName,
  type Settings,
  type UpdateSettingsInput,
} from '@/lib/domain/settings/settings'
import { keptConfiguration, type ConfigurationKey } from '@/lib/domain/wire/configuration'
import type { Actor } from '../rights/actor'
import type { AuditFields } from '../rights/record'
import { change } from '../rights/change'
import type { Tx } from '../store/db'
import { isUniqueViolation, Refusal } from '../errors'
import { refuseSecrets } from '../secrets/secret'
import { searched, startsWith } from '../store/search'
import { keepFormer } from './former-prefixes'
import { effective, fixedSettings, storedSettings } from './read'
import { stale, theSettings, writeSettings } from './write'

/** `kept`: texts by Harbor's key for what this server only keeps, see lib/domain/wire/configuration.ts. */
type SettingsUpdate = UpdateSettingsInput & { kept?: Record<string, string> }

/**
 * Changes the named settings and no others. *Stale* when somebody else has changed one of them since `seen`;
 * *forbidden* when the environment decides one; *invalid* when a new prefix would make a user's name read as a robot's,
 * or as two robots'. Without `graceDays` the prefix of before ends at once.
 */
export async function updateSettings(
  actor: Actor,
  { changes, seen = {}, kept: asked = {}, graceDays }: SettingsUpdate,
): Promise<void> {
  try {
    await change(
      actor,
      'configuration:update',
      'configuration.update',
      async () => theSettings,
      async (tx) => {
        const stored = await storedSettings(tx)
        const present = effective(stored)
        const changed = changedSettings(present, changes)
        const kept = changedKept(stored, asked)
        refuseFixed(changed)
        if (Object.keys(changedSettings(present, pick(seen, changed))).length > 0) throw stale()
        if (changed.robotNamePrefix !== undefined) await refuseUserNames(tx, changed.robotNamePrefix)
        const values = { ...byKey(changed), ...kept }
        refuseSecrets(values)
        await writeSettings(tx, stored, values)
        const after: AuditFields = { ...changed, ...kept }
        if (changed.robotNamePrefix !== undefined) {
          const [from, to] = [present.robotNamePrefix, changed.robotNamePrefix]
          const until = await keepFormer(tx, stored, { from, to, days: graceDays })
          after.renamedRobots = await countPrefixed(tx)
          if (until !== null) after.formerPrefixUntil = until
        }
        return { result: undefined, before: { ...pick(present, changed), ...keptBefore(stored, kept) }, after }
      },
    )
  } catch (error) {
    if (isUniqueViolation(error)) throw stale()
    throw error
  }
}

const pick = (from: Partial<Settings>, names: Partial<Settings>): Partial<Settings> =>
  Object.fromEntries(Object.keys(names).map((name) => [name, from[name as SettingName]]))

function refuseFixed(changed: Partial<Settings>) {
  const fixed = fixedSettings()
  const name = (Object.keys(changed) as SettingName[]).find((each) => fixed[each] !== undefined)
  if (!name) return
  throw new Refusal('forbidden', `${settingKeys[name]} is set by the environment`, 'settings-fixed')
}

/** Whoever signs in with the prefix before the name is taken for a robot: such a user would be locked out. */
async function refuseUserNames(tx: Tx, prefix: string) {
  const [user] = await tx.$queryRaw<{ username: string }[]>`
    SELECT "username" FROM "User"
    WHERE ${startsWith(searched('user', 'username'), prefix)} LIMIT 1`
  if (!user) return
  throw new Refusal('invalid', `the name of the user ${user.username} starts with this prefix`, 'prefix-taken')
}

const byKey = (changed: Partial<Settings>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(changed).map(([name, value]) => [settingKeys[name as SettingName], String(value ?? '')]),
  )

/** Whoever puts back what was told changes nothing, also where that was the default. */
const changedKept = (stored: Map<string, string>, kept: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(kept).filter(
      ([key, value]) => value !== (stored.get(key) ?? String(keptConfiguration[key as ConfigurationKey] ?? '')),
    ),
  )

const keptBefore = (stored: Map<string, string>, kept: Record<string, string>): AuditFields =>
  Object.fromEntries(Object.keys(kept).map((key) => [key, stored.get(key) ?? null]))

/** How many robot accounts have the prefix in their full name: a legacy robot keeps the one it was made with. */
export const countPrefixed = (tx: Tx): Promise<number> => tx.robot.count({ where: { legacy: false } })
