import { z } from 'zod'
import { unusedConfiguration, unusedTypes } from './unused-configuration'
import { maybe, wireBoolean, wireInteger, wireObject, wireText } from './values'

/** What a configuration's value is in JSON. */
const types = {
  auth_mode: 'string',
  primary_auth_mode: 'boolean',
  project_creation_restriction: 'string',
  read_only: 'boolean',
  self_registration: 'boolean',
  token_expiration: 'integer',
  robot_token_duration: 'integer',
  robot_name_prefix: 'string',
  notification_enable: 'boolean',
  quota_per_project_enable: 'boolean',
  storage_per_project: 'integer',
  audit_log_forward_endpoint: 'string',
  skip_audit_log_database: 'boolean',
  session_timeout: 'integer',
  banner_message: 'string',
  disabled_audit_log_event_types: 'string',
  // Harbor has none.
  robot_secret_overlap: 'integer',
  ...unusedTypes,
} as const
export type ConfigurationKey = keyof typeof types
type ConfigurationValue = string | number | boolean

export const configurationKeys = Object.keys(types) as ConfigurationKey[]

/** How this server is, and stays: what others of Harbor's settings would switch on is not here. */
export const fixedConfiguration: Partial<Record<ConfigurationKey, ConfigurationValue>> = {
  auth_mode: 'db_auth',
  primary_auth_mode: false,
  project_creation_restriction: 'adminonly',
  read_only: false,
  self_registration: false,
  audit_log_forward_endpoint: '',
  skip_audit_log_database: false,
  disabled_audit_log_event_types: '',
  // No registry of ours counts what it stores.
  quota_per_project_enable: false,
  ...unusedConfiguration,
}

/** Settings of parts of a registry that are not here: kept, and given back. Their values before anybody sets them. */
export const keptConfiguration: Partial<Record<ConfigurationKey, ConfigurationValue>> = {
  notification_enable: true,
  storage_per_project: -1,
  banner_message: '',
}

const maxTextLength = 10_000
const requests = {
  string: maybe(wireText.max(maxTextLength, `should be at most ${maxTextLength} chars long`)),
  boolean: maybe(wireBoolean),
  integer: maybe(wireInteger),
}
const item = <Value extends z.ZodType>(value: Value) => z.object({ value, editable: z.boolean() })
const items = { string: item(z.string()), boolean: item(z.boolean()), integer: item(z.int()) }

const shapeOf = <Kinds extends Record<(typeof types)[ConfigurationKey], z.ZodType>>(kinds: Kinds) =>
  Object.fromEntries(configurationKeys.map((key) => [key, kinds[types[key]]])) as {
    [Key in ConfigurationKey]: Kinds[(typeof types)[Key]]
  }

/** `Configurations`. */
export const configurationRequest = wireObject(shapeOf(requests))
/** `ConfigurationsResponse`. */
export const configurationAnswer = z.object({ ...shapeOf(items), scan_all_policy: z.object({}) })

/** A kept value from its stored text. */
export function keptValue(key: ConfigurationKey, text: string): ConfigurationValue {
  if (types[key] === 'boolean') return text === 'true'
  return types[key] === 'integer' ? Number(text) : text
}
