import { z } from 'zod'
import { maxDurationDays } from '../robots/expiry'
import { keptRegistryAddress } from './registry-address'

/** The system's settings. Units are in the names. */
export type Settings = {
  robotNamePrefix: string
  /** For robots whose creator gives no duration. */
  robotDurationDays: number
  /** Idle minutes after which a session ends. */
  sessionTimeoutMinutes: number
  /** Life of a registry token: short, because a token outlives the disabling of its robot. */
  tokenExpirationMinutes: number
  /** After so many days an event leaves the audit log; null = never. */
  auditRetentionDays: number | null
  /** Where clients find the registry, as `keptRegistryAddress` has it; null = nobody has said. */
  registryAddress: string | null
  /** What a refresh proposes for the old secret: it stops at once (0), or so many hours after the new one's first use. */
  robotSecretOverlap: number
}
export type SettingName = keyof Settings

/** The keys under which the values are stored: Harbor's configuration keys, but for the last three, which Harbor has not. */
export const settingKeys = {
  robotNamePrefix: 'robot_name_prefix',
  robotDurationDays: 'robot_token_duration',
  sessionTimeoutMinutes: 'session_timeout',
  tokenExpirationMinutes: 'token_expiration',
  auditRetentionDays: 'audit_retention_days',
  registryAddress: 'registry_address',
  robotSecretOverlap: 'robot_secret_overlap',
} as const satisfies Record<SettingName, string>

export const settingNames = Object.keys(settingKeys) as SettingName[]

export const defaultSettings: Settings = {
  robotNamePrefix: 'robot$',
  robotDurationDays: 30,
  sessionTimeoutMinutes: 60,
  tokenExpirationMinutes: 5,
  auditRetentionDays: null,
  registryAddress: null,
  robotSecretOverlap: 0,
}

export const maxPrefixLength = 64
/** However busy, a session ends after half a day: a forgotten browser is not signed in the next morning. */
export const maxSessionMinutes = 12 * 60
/** A token cannot be called back, so none is worth more than a day. */
export const maxTokenMinutes = 24 * 60
/** At once, an hour, a day, a week. */
export const secretOverlaps = [0, 1, 24, 168] as const
/** A hundred years. */
const maxRetentionDays = 36_500

// Messages are keys of the `configuration.invalid` texts.

/**
 * Visible ASCII characters except those that would break what a full name is used in: a colon ends the name in Basic
 * authentication, a slash or backslash cuts a file's name, and quotes end a quoted command-line argument.
 */
export const robotNamePrefix = z
  .string()
  .min(1, 'prefix')
  .max(maxPrefixLength, 'prefix')
  .regex(/^[!#-&(-.0-9;-[\]-_a-~]+$/, 'prefix')

const whole = (max: number, message: string) => z.number(message).int(message).min(1, message).max(max, message)

const registryAddress = z.string().transform((text, context) => {
  const kept = keptRegistryAddress(text)
  if (kept === null) context.addIssue('registryAddress')
  return kept ?? z.NEVER
})

export const maxGraceDays = 365
/** For how many days a prefix of before may go on. */
export const graceDays = whole(maxGraceDays, 'grace')

/** What each setting may be. */
export const settingRules = {
  robotNamePrefix,
  robotDurationDays: whole(maxDurationDays, 'robotDuration'),
  sessionTimeoutMinutes: whole(maxSessionMinutes, 'sessionTimeout'),
  tokenExpirationMinutes: whole(maxTokenMinutes, 'tokenExpiration'),
  auditRetentionDays: whole(maxRetentionDays, 'auditRetention').nullable(),
  registryAddress: registryAddress.nullable(),
  robotSecretOverlap: z.number().refine((hours) => secretOverlaps.some((each) => each === hours), 'secretOverlap'),
} satisfies Record<SettingName, z.ZodType>

const somethingOf = z.object(settingRules).partial()

/**
 * The changed settings alone, so that two admins who change different ones do not undo each other. `seen` is what the
 * form showed before: a setting that somebody else has changed since is not overwritten. `graceDays`: for how long the
 * prefix of before goes on; left out, it ends at once.
 */
export const updateSettingsInput = z.object({
  changes: somethingOf,
  seen: somethingOf.optional(),
  graceDays: graceDays.optional(),
})
export type UpdateSettingsInput = z.output<typeof updateSettingsInput>

const typedNumber = (rule: z.ZodType<number, number>, message: string) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,12}$/, message)
    .transform(Number)
    .pipe(rule)

/** Nothing typed = null. */
const typedNumberOrNone = (rule: z.ZodType<number | null, number | null>, message: string) =>
  z
    .string()
    .trim()
    .regex(/^\d{0,12}$/, message)
    .transform((text) => (text === '' ? null : Number(text)))
    .pipe(rule)

export const typedGraceDays = typedNumber(graceDays, 'grace')

/** The form as it is typed; its output is a whole set of settings. */
export const settingsForm = z.object({
  robotNamePrefix,
  robotDurationDays: typedNumber(settingRules.robotDurationDays, 'robotDuration'),
  sessionTimeoutMinutes: typedNumber(settingRules.sessionTimeoutMinutes, 'sessionTimeout'),
  tokenExpirationMinutes: typedNumber(settingRules.tokenExpirationMinutes, 'tokenExpiration'),
  auditRetentionDays: typedNumberOrNone(settingRules.auditRetentionDays, 'auditRetention'),
  registryAddress: z
    .string()
    .trim()
    .transform((text) => (text === '' ? null : text))
    .pipe(settingRules.registryAddress),
  robotSecretOverlap: typedNumber(settingRules.robotSecretOverlap, 'secretOverlap'),
})
export type SettingsForm = z.input<typeof settingsForm>

/** A set of settings as the form shows it. */
export const typedSettings = (settings: Settings): SettingsForm => ({
  ...settings,
  robotDurationDays: String(settings.robotDurationDays),
  sessionTimeoutMinutes: String(settings.sessionTimeoutMinutes),
  tokenExpirationMinutes: String(settings.tokenExpirationMinutes),
  auditRetentionDays: settings.auditRetentionDays === null ? '' : String(settings.auditRetentionDays),
  registryAddress: settings.registryAddress ?? '',
  robotSecretOverlap: String(settings.robotSecretOverlap),
})

/** The settings of `wanted` that differ from `present`. */
export function changedSettings(present: Settings, wanted: Partial<Settings>): Partial<Settings> {
  const changed = settingNames.filter((name) => wanted[name] !== undefined && wanted[name] !== present[name])
  return Object.fromEntries(changed.map((name) => [name, wanted[name]]))
}
