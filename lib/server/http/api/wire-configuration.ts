import 'server-only'
import type { z } from 'zod'
import {
  graceDays,
  maxGraceDays,
  settingKeys,
  settingNames,
  settingRules,
  type Settings,
} from '@/lib/domain/settings/settings'
import {
  configurationKeys,
  fixedConfiguration,
  keptConfiguration,
  keptValue,
  type configurationRequest,
  type ConfigurationKey,
} from '@/lib/domain/wire/configuration'
import { unusedConfiguration } from '@/lib/domain/wire/unused-configuration'
import type { getStoredSettings } from '../../settings/get'
import { badRequest } from '../exchange/error-body'

type Stored = Awaited<ReturnType<typeof getStoredSettings>>

const settingOf = (key: ConfigurationKey) => settingNames.find((name) => settingKeys[name] === key)

/** `ConfigurationsResponse`. When to scan everything has neither a value nor says whether it may be changed, as in Harbor. */
export const wireConfiguration = (stored: Stored) => ({
  ...Object.fromEntries(configurationKeys.map((key) => [key, itemOf(key, stored)])),
  scan_all_policy: {},
})

function itemOf(key: ConfigurationKey, { settings, stored, fixed }: Stored) {
  const name = settingOf(key)
  if (name) return { value: settings[name], editable: !fixed.has(name) }
  const isKept = keptConfiguration[key] !== undefined
  const text = isKept ? stored.get(key) : undefined
  const value = text === undefined ? (keptConfiguration[key] ?? fixedConfiguration[key]) : keptValue(key, text)
  return { value, editable: isKept }
}

/** What a request changes: settings that work here, and texts to keep. 400 for what cannot be, or cannot be so. */
export function configurationChanges(request: z.output<typeof configurationRequest>) {
  const changes: Partial<Settings> = {}
  const kept: Record<string, string> = {}
  for (const key of configurationKeys) {
    const value = request[key]
    const name = settingOf(key)
    if (value === undefined) continue
    if (name) {
      if (!settingRules[name].safeParse(value).success) throw badRequest(whyNot(key, value))
      Object.assign(changes, { [name]: value })
    } else if (keptConfiguration[key] !== undefined) {
      if (key === 'storage_per_project') refuseNoLimit(value)
      kept[key] = String(value)
    } else if (value !== fixedConfiguration[key] && !isTakenInVain(key, value)) throw badRequest(whyFixed(key, value))
  }
  return { changes, kept, graceDays: graceOf(request.robot_name_prefix_grace_days) }
}

function graceOf(days: number | undefined): number | undefined {
  if (days === undefined || graceDays.safeParse(days).success) return days
  throw badRequest(`robot_name_prefix_grace_days must be a number of days from 1 to ${maxGraceDays}`)
}

/**
 * What Terraform's provider sends though nobody told it to, and without which it could set nothing: project quotas with
 * every setting, and of what is not here (LDAP, OIDC) that it is off. Taken, and without effect.
 */
function isTakenInVain(key: ConfigurationKey, value: unknown): boolean {
  return key === 'quota_per_project_enable' || (key in unusedConfiguration && (value === false || value === 0))
}

/** Above every rule of ours: the longest time that Harbor takes. */
const harborsMost = 9_999_999_999

/** Harbor's sentence, where it has one. */
function whyNot(key: ConfigurationKey, value: unknown): string {
  if (typeof value === 'number' && value <= 0) return `the ${key} value must be positive`
  if (typeof value === 'number' && value > harborsMost)
    return `the ${key} value is over the limit value: ${harborsMost}`
  if (typeof value === 'string' && value.trim() === '')
    return `bad request: ${key} cannot be empty or contain only spaces`
  return `invalid value of ${key}: ${brief(value)}`
}

function whyFixed(key: ConfigurationKey, value: unknown): string {
  if (key === 'auth_mode') return 'the auth mode cannot be modified as new users have been inserted into database'
  if (key === 'project_creation_restriction' && value !== 'everyone')
    return `bad request: item name ${key}: invalid ${key}, should be adminonly or everyone`
  return `${key} cannot be changed here: it is ${JSON.stringify(fixedConfiguration[key])}`
}

/** -1 is no limit. */
function refuseNoLimit(value: unknown): void {
  if (typeof value === 'number' && (value === 0 || value < -1))
    throw badRequest(`bad request: invalid non-positive value for quota limit, value=${value}`)
}

const brief = (value: unknown): string => String(value).slice(0, 100)
