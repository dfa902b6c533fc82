import 'server-only'
import type { z } from 'zod'
import { settingKeys, settingNames, settingRules, type Settings } from '@/lib/domain/settings'
import {
  configurationKeys,
  fixedConfiguration,
  keptConfiguration,
  keptValue,
  type configurationRequest,
  type ConfigurationKey,
} from '@/lib/domain/wire/configuration'
import type { getStoredSettings } from '../../settings/get'
import { badRequest } from '../error-body'

type Stored = Awaited<ReturnType<typeof getStoredSettings>>

const settingOf = (key: ConfigurationKey) => settingNames.find((name) => settingKeys[name] === key)

/** `ConfigurationsResponse`. */
export const wireConfiguration = (stored: Stored) =>
  Object.fromEntries(configurationKeys.map((key) => [key, itemOf(key, stored)]))

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
      if (!settingRules[name].safeParse(value).success) throw badRequest(`invalid value of ${key}: ${brief(value)}`)
      Object.assign(changes, { [name]: value })
    } else if (keptConfiguration[key] !== undefined) kept[key] = String(value)
    else if (value !== fixedConfiguration[key])
      throw badRequest(`${key} cannot be changed here: it is ${JSON.stringify(fixedConfiguration[key])}`)
  }
  return { changes, kept }
}

const brief = (value: unknown): string => String(value).slice(0, 100)
