import 'server-only'
import { isIP } from 'node:net'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { isTypableSecret, typableSecretRule } from '@/lib/domain/texts/secret-rule'
import { maxPrefixLength, maxSessionMinutes, maxTokenMinutes, settingRules } from '@/lib/domain/settings/settings'
import { maxDurationDays } from '@/lib/domain/robots/expiry'
import { globalState, setGlobalState } from './global-state'

/** Whom to believe an `X-Forwarded-For`: nobody, so many proxies before us, or the proxies in these networks. */
export type TrustedProxies =
  { kind: 'none' } | { kind: 'hops'; count: number } | { kind: 'networks'; networks: string[] }

/** What the environment says, checked and completed. docs/manual/configuration.md describes each. */
export type Env = z.output<typeof schema>

/** The process's environment, read once. Throws a sentence that names the variable when something is wrong. */
export const env = (): Env => globalState('env', () => parseEnv(process.env))

/** Asked before `.env` files are read, since it decides which ones are. */
export const isDevelopment = (): boolean => process.env.NODE_ENV === 'development'

/**
 * For a command that needs no more of the environment than these variables: what else is there may be wrong, or be meant
 * for another database. The rest is as if nothing were set.
 */
export function limitEnv(names: readonly (keyof Env)[]): void {
  setGlobalState('env', parseEnv(Object.fromEntries(names.map((name) => [name, process.env[name]]))))
}

/** Reads an environment; an empty value counts as none. Values are never repeated in errors: some are secrets. */
export function parseEnv(record: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(record).filter(([, value]) => value?.trim()))
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  const { path: names, message } = parsed.error.issues[0]!
  throw new Error(`${names.join('.')} ${message}.`)
}

/** Sets what libraries read from the environment themselves; `derive` gives the key for a purpose. */
export function applyFrameworkEnv(derive: (purpose: 'session' | 'server-actions') => Buffer): void {
  Object.assign(process.env, {
    NODE_ENV: env().NODE_ENV,
    NEXT_TELEMETRY_DISABLED: '1',
    NEXTAUTH_URL: env().EXTERNAL_URL,
    NEXTAUTH_SECRET: derive('session').toString('base64'),
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: derive('server-actions').toString('base64'),
  })
}

/** Once the first start has had its chance: child processes and diagnostic reports of this one get no password. */
export function forgetAdminPassword(): void {
  delete process.env.ADMIN_PASSWORD
  delete env().ADMIN_PASSWORD
}

const origin = (value: string, context: z.RefinementCtx): string => {
  const url = URL.canParse(value) ? new URL(value) : null
  const isPlain = url && /^https?:$/.test(url.protocol) && !url.username && !url.password
  if (isPlain && url.pathname === '/' && !url.search && !url.hash) return url.origin
  context.addIssue('must be an http or https address without a path, such as https://robots.example.com')
  return z.NEVER
}

const origins = (value: string, context: z.RefinementCtx): string[] => {
  const given = value.split(',').map((each) => z.string().transform(origin).safeParse(each.trim()))
  // A wildcard is part of no origin that a browser sends.
  if (given.every(({ success, data }) => success && !data.includes('*'))) return given.map(({ data }) => data!)
  context.addIssue('must be a list of http or https addresses without a path, such as https://ui.example.com')
  return z.NEVER
}

const isNetwork = (text: string): boolean => {
  const [address = '', bits, ...rest] = text.split('/')
  const version = isIP(address)
  if (version === 0 || address.includes('%') || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
}

const proxies = (value: string, context: z.RefinementCtx): TrustedProxies => {
  if (/^\d+$/.test(value)) return Number(value) === 0 ? { kind: 'none' } : { kind: 'hops', count: Number(value) }
  const networks = value.split(',').map((each) => each.trim())
  if (networks.every(isNetwork)) return { kind: 'networks', networks }
  context.addIssue('must be a number of proxies or a list of networks, such as 1 or 10.0.0.0/8,::1')
  return z.NEVER
}

/** Of a password that is not encoded, something would be taken for the host or what follows, and told in sentences. */
const isPostgresUrl = (value: string): boolean =>
  /^postgres(ql)?:\/\/([^/?#]*@)?[^@/?#]*(\/[^@/?#]*)?(\?[^@#]*)?$/.test(value) &&
  URL.canParse(value.replace('@/', '@localhost/'))

const portRule = 'must be a port number from 1 to 65535'
const port = z
  .string()
  .regex(/^\d{1,5}$/, portRule)
  .transform(Number)
  .refine((value) => value >= 1 && value <= 65_535, portRule)
const host = z.string().regex(/^[\w.:-]+$/, 'must be a host name or an address to listen on')
const bearerToken = z.string().regex(/^[\x21-\x7e]{16,512}$/, 'must have 16 to 512 visible ASCII characters')
const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
const modes = ['production', 'development', 'test'] as const
const oneOf = (values: readonly string[]) => `must be one of ${values.join(', ')}`

const collector = z.string().refine((value) => /^https?:/.test(value) && URL.canParse(value), {
  message: 'must be an http or https address, such as http://127.0.0.1:4318',
})

const tokenCharacters = /^[\w!#$%&'*+.^`|~-]+$/
const isHeader = (text: string): boolean => {
  const at = text.indexOf('=')
  try {
    const [name, value] = [text.slice(0, Math.max(at, 0)), text.slice(at + 1)].map((part) =>
      decodeURIComponent(part.trim()),
    )
    return tokenCharacters.test(name!) && /^[\t\x20-\x7e]+$/.test(value!)
  } catch {
    return false
  }
}
/** The library reads them itself. What Node says of one that it cannot send repeats it, credential and all. */
const sentHeaders = z
  .string()
  .refine((value) => value.split(',').every((each) => each.trim() === '' || isHeader(each)), {
    message: 'must be a list of name=value, separated by commas, such as authorization=Bearer%20token',
  })
  .optional()

/** A setting that the environment takes out of the configuration page's hands. */
const setting = (rule: z.ZodType<number, number>, max: number) => {
  const message = `must be a whole number from 1 to ${max}`
  const isValid = (value: number) => rule.safeParse(value).success
  return z
    .string()
    .regex(/^\d{1,12}$/, message)
    .transform(Number)
    .refine(isValid, message)
    .optional()
}

const schema = z
  .object({
    PORT: port.default(3000),
    HOST: host.default('127.0.0.1'),
    EXTERNAL_URL: z.string().transform(origin).optional(),
    DATA_DIR: z
      .string()
      .default('data')
      .transform((value) => path.resolve(value)),
    DATABASE_URL: z
      .string()
      .refine((value) => /^file:./.test(value) || isPostgresUrl(value), {
        message:
          'must be file:/folder/robots.db or postgresql://user:password@host/database, what is special in user and password percent-encoded',
      })
      .optional(),
    SECRET_KEY: z.string().min(32, 'must have at least 32 characters').optional(),
    BACKUP_PASSPHRASE: z.string().optional(),
    ADMIN_PASSWORD: z.string().refine(isTypableSecret, typableSecretRule).optional(),
    API_RATE_LIMIT: z
      .string()
      .regex(/^[1-9]\d{0,8}$/, 'must be a number of requests per minute, from 1')
      .transform(Number)
      .default(6_000),
    TRUST_PROXY: z.string().transform(proxies).default({ kind: 'none' }),
    LOG_LEVEL: z.enum(levels, oneOf(levels)).default('info'),
    NODE_ENV: z.enum(modes, oneOf(modes)).default('production'),
    REGISTRY_SERVICE: z
      .string()
      .regex(/^[\w.:/-]{1,255}$/, 'must be a name of letters, digits and . : / _ -')
      .default('harbor-registry'),
    REGISTRY_URL: z.string().transform(origin).optional(),
    TOKEN_CORS_ORIGINS: z.string().transform(origins).default([]),
    NOTIFICATIONS_TOKEN: bearerToken.optional(),
    METRICS_PORT: port.optional(),
    METRICS_HOST: host.optional(),
    METRICS_TOKEN: bearerToken.optional(),
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.optional(),
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: collector.optional(),
    OTEL_EXPORTER_OTLP_HEADERS: sentHeaders,
    OTEL_EXPORTER_OTLP_TRACES_HEADERS: sentHeaders,
    OTEL_SERVICE_NAME: z.string().default('robot-console'),
    OTEL_TRACES_SAMPLER_ARG: z
      .string()
      .regex(/^(0(\.\d+)?|1(\.0+)?)$/, 'must be a share of the requests, from 0 to 1')
      .transform(Number)
      .default(1),
    ROBOT_NAME_PREFIX: z
      .string()
      .refine(
        (value) => settingRules.robotNamePrefix.safeParse(value).success,
        `must have 1 to ${maxPrefixLength} visible ASCII characters without colon, slash, backslash and quotes`,
      )
      .optional(),
    ROBOT_TOKEN_DURATION: setting(settingRules.robotDurationDays, maxDurationDays),
    SESSION_TIMEOUT: setting(settingRules.sessionTimeoutMinutes, maxSessionMinutes),
    TOKEN_EXPIRATION: setting(settingRules.tokenExpirationMinutes, maxTokenMinutes),
  })
  .refine(({ DATABASE_URL, SECRET_KEY }) => SECRET_KEY !== undefined || !/^postgres/.test(DATABASE_URL ?? ''), {
    path: ['SECRET_KEY'],
    message: 'is required with PostgreSQL: every replica needs the same one',
  })
  .refine(({ METRICS_PORT, PORT }) => METRICS_PORT !== PORT, {
    path: ['METRICS_PORT'],
    message: 'must be another than PORT: with METRICS_TOKEN alone, /metrics is on PORT',
  })
  .transform((given) => ({
    ...given,
    METRICS_HOST: given.METRICS_HOST ?? given.HOST,
    EXTERNAL_URL: given.EXTERNAL_URL ?? `http://localhost:${given.PORT}`,
    DATABASE_URL: given.DATABASE_URL ?? pathToFileURL(path.join(given.DATA_DIR, 'robots.db')).href,
  }))
