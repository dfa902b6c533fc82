import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { setGlobalState } from './global-state'
import { applyFrameworkEnv, env, forgetAdminPassword, limitEnv, parseEnv } from './env'

describe('without any configuration', () => {
  test('everything has a default', () => {
    expect(parseEnv({})).toEqual({
      PORT: 3000,
      HOST: '127.0.0.1',
      METRICS_HOST: '127.0.0.1',
      EXTERNAL_URL: 'http://localhost:3000',
      DATA_DIR: path.resolve('data'),
      DATABASE_URL: `file://${path.resolve('data/robots.db')}`,
      API_RATE_LIMIT: 6_000,
      TRUST_PROXY: { kind: 'none' },
      LOG_LEVEL: 'info',
      NODE_ENV: 'production',
      REGISTRY_SERVICE: 'harbor-registry',
      TOKEN_CORS_ORIGINS: [],
      OTEL_SERVICE_NAME: 'robot-console',
      OTEL_TRACES_SAMPLER_ARG: 1,
    })
  })

  test.each(['authorization=Basic aGlkZGVu==', 'Authorization=Bearer%20token, x-scope=a=b,', 'x-one=1;of=it'])(
    'headers for a collector are taken as they are: %s',
    (value) => {
      const { OTEL_EXPORTER_OTLP_HEADERS, ...rest } = parseEnv({ OTEL_EXPORTER_OTLP_HEADERS: value })
      expect([OTEL_EXPORTER_OTLP_HEADERS, rest]).toEqual([value, parseEnv({})])
    },
  )

  test('an empty value counts as none', () => {
    expect(parseEnv({ PORT: '', SECRET_KEY: ' ', DATABASE_URL: '' })).toEqual(parseEnv({}))
  })
})

describe('what follows from what', () => {
  test('the port shows in the default address', () => {
    expect(parseEnv({ PORT: '8080' }).EXTERNAL_URL).toBe('http://localhost:8080')
  })

  test('metrics are where the rest is, unless told otherwise', () => {
    expect(parseEnv({ HOST: '0.0.0.0' }).METRICS_HOST).toBe('0.0.0.0')
    expect(parseEnv({ HOST: '0.0.0.0', METRICS_HOST: '::1' }).METRICS_HOST).toBe('::1')
  })

  test('the database lies in the data folder, whatever its name', () => {
    expect(parseEnv({ DATA_DIR: '/srv/my robots' }).DATABASE_URL).toBe('file:///srv/my%20robots/robots.db')
  })

  test('an address loses its last slash', () => {
    expect(parseEnv({ EXTERNAL_URL: 'https://robots.example.com/' }).EXTERNAL_URL).toBe('https://robots.example.com')
  })

  test.each([
    ['0', { kind: 'none' }],
    ['2', { kind: 'hops', count: 2 }],
    ['10.0.0.0/8, ::1', { kind: 'networks', networks: ['10.0.0.0/8', '::1'] }],
  ])('TRUST_PROXY=%s', (TRUST_PROXY, expected) => {
    expect(parseEnv({ TRUST_PROXY }).TRUST_PROXY).toEqual(expected)
  })

  test('TOKEN_CORS_ORIGINS is a list, each as browsers write it', () => {
    const TOKEN_CORS_ORIGINS = 'https://UI.example.com/, http://localhost:8080 ,https://a.example:443'
    expect(parseEnv({ TOKEN_CORS_ORIGINS }).TOKEN_CORS_ORIGINS).toEqual([
      'https://ui.example.com',
      'http://localhost:8080',
      'https://a.example',
    ])
  })
})

const postgres = 'postgresql://app:hidden-word@db/robots'

test.each([
  ['postgresql://app:p%40%2F%23%25@db:6432/robots?sslmode=verify-full'],
  ['postgresql://app:p@ss@db/robots'],
  ['postgres://app@[2001:db8::1]/robots'],
  ['postgresql:///robots?host=/var/run/postgresql'],
  ['postgresql://app@/robots?host=/var/run/postgresql'],
])('DATABASE_URL=%s', (DATABASE_URL) => {
  expect(parseEnv({ DATABASE_URL, SECRET_KEY: 'k'.repeat(32) })).toMatchObject({ DATABASE_URL })
})

test.each([
  ['PORT', { PORT: '0' }],
  ['PORT', { PORT: '65536' }],
  ['PORT', { PORT: '3000x' }],
  ['HOST', { HOST: 'a b' }],
  ['EXTERNAL_URL', { EXTERNAL_URL: 'robots.example.com' }],
  ['EXTERNAL_URL', { EXTERNAL_URL: 'https://example.com/robots' }],
  ['EXTERNAL_URL', { EXTERNAL_URL: 'https://example.com/?a=1' }],
  ['EXTERNAL_URL', { EXTERNAL_URL: 'ftp://example.com' }],
  ['EXTERNAL_URL', { EXTERNAL_URL: 'https://example.com/#top' }],
  ['EXTERNAL_URL', { EXTERNAL_URL: 'https://admin@example.com' }],
  ['EXTERNAL_URL', { EXTERNAL_URL: 'https://:hidden-word@example.com' }],
  ['DATABASE_URL', { DATABASE_URL: 'mysql://db/hidden-word' }],
  // Of a password as it is, something would be taken for the host, its port or what follows, and be told in sentences.
  ['DATABASE_URL', { DATABASE_URL: 'postgresql://app:a@db/hidden-word@db/robots' }],
  ['DATABASE_URL', { DATABASE_URL: 'postgresql://app:1/hidden-word@db/robots' }],
  ['DATABASE_URL', { DATABASE_URL: 'postgresql://app:1?hidden-word@db/robots' }],
  ['DATABASE_URL', { DATABASE_URL: 'postgresql://app:1#hidden-word@db/robots' }],
  ['DATABASE_URL', { DATABASE_URL: 'postgresql://app:hidden-word#@db/robots' }],
  ['DATABASE_URL', { DATABASE_URL: 'postgresql://app:hidden-word' }],
  ['OTEL_EXPORTER_OTLP_ENDPOINT', { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318/hidden-word' }],
  ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'grpc://hidden-word' }],
  ['OTEL_EXPORTER_OTLP_HEADERS', { OTEL_EXPORTER_OTLP_HEADERS: 'Authorization: Basic hidden-word==' }],
  ['OTEL_EXPORTER_OTLP_HEADERS', { OTEL_EXPORTER_OTLP_HEADERS: 'authorization' }],
  ['OTEL_EXPORTER_OTLP_HEADERS', { OTEL_EXPORTER_OTLP_HEADERS: 'x-one=1;hidden-word, hidden-word' }],
  ['OTEL_EXPORTER_OTLP_HEADERS', { OTEL_EXPORTER_OTLP_HEADERS: 'hidden%20word=1' }],
  ['OTEL_EXPORTER_OTLP_HEADERS', { OTEL_EXPORTER_OTLP_HEADERS: 'x-key=hidden-word%0a' }],
  ['OTEL_EXPORTER_OTLP_TRACES_HEADERS', { OTEL_EXPORTER_OTLP_TRACES_HEADERS: 'x-key=hidden-word%' }],
  ['OTEL_TRACES_SAMPLER_ARG', { OTEL_TRACES_SAMPLER_ARG: '1.5' }],
  ['SECRET_KEY', { SECRET_KEY: 'hidden-word' }],
  ['SECRET_KEY', { DATABASE_URL: postgres }],
  ['SECRET_KEY', { DATABASE_URL: postgres.replace('postgresql', 'postgres') }],
  ['ADMIN_PASSWORD', { ADMIN_PASSWORD: 'hidden-word' }],
  ['TRUST_PROXY', { TRUST_PROXY: 'yes' }],
  ['TRUST_PROXY', { TRUST_PROXY: '10.0.0.0/33' }],
  ['TRUST_PROXY', { TRUST_PROXY: '10.0.0.0/8/8' }],
  ['TRUST_PROXY', { TRUST_PROXY: '::/129' }],
  ['API_RATE_LIMIT', { API_RATE_LIMIT: '0' }],
  ['API_RATE_LIMIT', { API_RATE_LIMIT: '1e3' }],
  ['TRUST_PROXY', { TRUST_PROXY: 'fe80::1%eth0' }],
  ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
  ['NODE_ENV', { NODE_ENV: 'staging' }],
  ['REGISTRY_SERVICE', { REGISTRY_SERVICE: 'a "b"' }],
  ['REGISTRY_URL', { REGISTRY_URL: 'registry' }],
  ['TOKEN_CORS_ORIGINS', { TOKEN_CORS_ORIGINS: '*' }],
  ['TOKEN_CORS_ORIGINS', { TOKEN_CORS_ORIGINS: 'null' }],
  ['TOKEN_CORS_ORIGINS', { TOKEN_CORS_ORIGINS: 'https://*.example.com' }],
  ['TOKEN_CORS_ORIGINS', { TOKEN_CORS_ORIGINS: 'https://ui.example.com,' }],
  ['TOKEN_CORS_ORIGINS', { TOKEN_CORS_ORIGINS: 'https://ui.example.com/page' }],
  ['TOKEN_CORS_ORIGINS', { TOKEN_CORS_ORIGINS: 'https://a.example;https://b.example' }],
  ['REGISTRY_URL', { REGISTRY_URL: 'https://robot:hidden-word@registry.example.com' }],
  ['NOTIFICATIONS_TOKEN', { NOTIFICATIONS_TOKEN: 'hidden-word' }],
  ['NOTIFICATIONS_TOKEN', { NOTIFICATIONS_TOKEN: 'hidden-word of three' }],
  ['NOTIFICATIONS_TOKEN', { NOTIFICATIONS_TOKEN: 'hidden-word'.repeat(50) }],
  ['METRICS_TOKEN', { METRICS_TOKEN: 'hidden-word' }],
  ['METRICS_TOKEN', { METRICS_TOKEN: 'hidden-word of three' }],
  ['METRICS_PORT', { METRICS_PORT: '0' }],
  ['METRICS_PORT', { METRICS_PORT: '9090x' }],
  ['METRICS_PORT', { METRICS_PORT: '3000' }],
  ['METRICS_PORT', { PORT: '9090', METRICS_PORT: '9090' }],
  ['METRICS_HOST', { METRICS_HOST: 'a b' }],
  ['ROBOT_NAME_PREFIX', { ROBOT_NAME_PREFIX: 'a:hidden-word' }],
  ['ROBOT_NAME_PREFIX', { ROBOT_NAME_PREFIX: 'robot $' }],
  ['ROBOT_TOKEN_DURATION', { ROBOT_TOKEN_DURATION: '0' }],
  ['ROBOT_TOKEN_DURATION', { ROBOT_TOKEN_DURATION: '2147483647' }],
  ['ROBOT_TOKEN_DURATION', { ROBOT_TOKEN_DURATION: 'a month' }],
  ['SESSION_TIMEOUT', { SESSION_TIMEOUT: '721' }],
  ['TOKEN_EXPIRATION', { TOKEN_EXPIRATION: '-1' }],
])('a wrong %s is refused by one sentence that names it and hides its value: %o', (name, record) => {
  const refusal = () => parseEnv(record)
  expect(refusal).toThrow(new RegExp(`^${name} (must|is) [^\\n]+\\.$`))
  expect(refusal).not.toThrow('hidden-word')
})

test('settings may come from the environment', () => {
  const given = { ROBOT_NAME_PREFIX: 'bot$', ROBOT_TOKEN_DURATION: '90', SESSION_TIMEOUT: '15', TOKEN_EXPIRATION: '30' }
  expect(parseEnv(given)).toMatchObject({
    ROBOT_NAME_PREFIX: 'bot$',
    ROBOT_TOKEN_DURATION: 90,
    SESSION_TIMEOUT: 15,
    TOKEN_EXPIRATION: 30,
  })
})

test('PostgreSQL with a secret key is fine', () => {
  const SECRET_KEY = 'k'.repeat(32)
  expect(parseEnv({ DATABASE_URL: postgres, SECRET_KEY })).toMatchObject({ DATABASE_URL: postgres, SECRET_KEY })
})

test('next-auth and Next get the address and keys of their own', () => {
  applyFrameworkEnv((purpose) => Buffer.from(purpose))
  expect(process.env).toMatchObject({
    NEXTAUTH_URL: 'http://localhost:3000',
    NEXTAUTH_SECRET: Buffer.from('session').toString('base64'),
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: Buffer.from('server-actions').toString('base64'),
  })
})

test('the first start’s password can be forgotten, and nothing else is', () => {
  const [ADMIN_PASSWORD, SECRET_KEY] = ['First-start-1', 'k'.repeat(32)]
  process.env['ADMIN_PASSWORD'] = ADMIN_PASSWORD
  setGlobalState('env', parseEnv({ ADMIN_PASSWORD, SECRET_KEY }))
  forgetAdminPassword()
  expect(env().ADMIN_PASSWORD).toBeUndefined()
  expect(env()).toEqual(parseEnv({ SECRET_KEY }))
  expect(process.env['ADMIN_PASSWORD']).toBeUndefined()
})

test('a command may go without the rest of the environment, be it wrong', () => {
  Object.assign(process.env, { DATABASE_URL: 'postgresql://db/robots', DATA_DIR: '/srv/data' })
  limitEnv(['DATA_DIR'])
  expect(env()).toEqual(parseEnv({ DATA_DIR: '/srv/data' }))
  delete process.env['DATABASE_URL']
  delete process.env['DATA_DIR']
})
