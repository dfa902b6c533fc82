import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { parseEnv } from '@/lib/server/env'
import { root } from '../../setup/root.mjs'
import { renderText, type Manifest } from './render'

const missing = (process.env.TEST_MISSING_TOOLS ?? '').split(',').includes('helm')
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const values = parse(read('deploy/chart/values.yaml')) as Manifest
const schema = JSON.parse(read('deploy/chart/values.schema.json')) as Manifest

/** What Helm says to these values, besides those of an example. */
const answer = (changes: [string, unknown][]): Promise<string> => {
  const set = changes.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(',')
  return renderText('minimal-values.yaml', '--set-json', set).then(
    () => 'it was taken',
    (error: { stderr: string }) => error.stderr,
  )
}

/** The names of all values, those that hold others as well. */
const namesOf = (at: Manifest, before = ''): string[] =>
  Object.entries(at).flatMap(([key, value]) => {
    const holds = value !== null && typeof value === 'object' && !Array.isArray(value)
    return [`${before}${key}`, ...(holds ? namesOf(value as Manifest, `${before}${key}.`) : [])]
  })
const valueOf = (name: string): unknown => name.split('.').reduce<unknown>((at, key) => (at as Manifest)[key], values)

type Examples = Record<string, unknown[]>
/** Of each value its first example, of each its second, and so on. */
const rounds = (examples: Examples): [string, unknown][][] =>
  Array.from({ length: Math.max(...Object.values(examples).map(({ length }) => length)) }, (_, at) =>
    Object.entries(examples).flatMap(([name, each]): [string, unknown][] => (at in each ? [[name, each[at]]] : [])),
  )

/** Helm names the place of every one of them, and no other. */
async function expectRefused(examples: Examples) {
  for (const round of rounds(examples)) {
    const said = await answer(round)
    const places = [...said.matchAll(/^ *- at '\/(.*?)': (?!validation failed)/gm)].map(([, at]) =>
      at!.replace(/\/\d+.*$/, '').replaceAll('/', '.'),
    )
    const names = round.map(([name]) => name)
    expect([...new Set(places)].sort(), `${JSON.stringify(round)}\n${said}`).toEqual(names.sort())
  }
}

describe.skipIf(missing)('values', () => {
  test('one that is left blank is refused by its name, unless it is blank by default', async () => {
    // One may do without some resources, annotations and a user of the chart's; `global` is Helm's own.
    const isFree = (name: string) => /(resources|annotations)\.|^(global|pods\.user)$/.test(name)
    const wanted = namesOf(values).filter((name) => !isFree(name) && valueOf(name) !== null)
    expect(wanted.length).toBeGreaterThan(90)
    // Of what is missing together with all that it holds, that alone is named.
    for (const depth of [1, 2, 3, 4]) {
      const names = wanted.filter((name) => name.split('.').length === depth)
      const said = await answer(names.map((name) => [name, null]))
      const lacking = [...said.matchAll(/at '\/?(.*)': missing propert(?:y|ies) (.*)/g)].flatMap(([, at, keys]) =>
        [...keys!.matchAll(/\w+/g)].map(([key]) => [...at!.split('/').filter(Boolean), key].join('.')),
      )
      expect(lacking.sort()).toEqual(names.sort())
    }
  })

  const numbers = (most: number) => ({ good: [1, most], bad: [0, -1, most + 1, 1.5, 'many'] })
  const collector = { good: ['http://10.0.0.1:4318'], bad: ['collector:4318', 'grpc://collector'] }
  const nameOf = (variable: string) => (variable === 'TRUST_PROXY' ? 'trustProxy' : `env.${variable}`)
  /** Of each variable in `env` and that one what the server takes, and what it would end with. */
  const examples: Record<string, { good: unknown[]; bad: unknown[] }> = {
    API_RATE_LIMIT: numbers(999_999_999),
    ROBOT_TOKEN_DURATION: numbers(2_147_483_646),
    SESSION_TIMEOUT: numbers(720),
    TOKEN_EXPIRATION: numbers(1_440),
    LOG_LEVEL: { good: ['debug'], bad: ['loud'] },
    REGISTRY_SERVICE: { good: ['images.example.com:443/x'], bad: ['my images'] },
    REGISTRY_URL: {
      good: ['https://registry.example.com', 'http://localhost:5000/'],
      bad: ['registry.example.com', 'https://registry.example.com/v2', 'https://u:p@registry.example.com'],
    },
    TOKEN_CORS_ORIGINS: {
      good: ['https://a.example.com, http://localhost:8080'],
      bad: ['*', 'https://a.example.com,', 'https://*.example.com', 'https://a.example.com/x'],
    },
    ROBOT_NAME_PREFIX: { good: ['robot-', 'robot$'], bad: ['a/b', 'a:b', 'a b', 'ä', "'", 'x'.repeat(65)] },
    OTEL_EXPORTER_OTLP_ENDPOINT: collector,
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: collector,
    OTEL_SERVICE_NAME: { good: ['robots'], bad: [] },
    OTEL_TRACES_SAMPLER_ARG: { good: [0, 0.25, 1], bad: [2, -0.5, 'half'] },
    TRUST_PROXY: {
      good: ['', 2, '2', '10.0.0.0/8,::1', 'fd00::/8'],
      bad: ['yes', '10.0.0.0/33', '10.0.0.0/8;::1', 'proxy.example.com', '::1/129', -1, true],
    },
  }

  test('a variable that the server would end with is refused before there is a pod', async () => {
    const known = schema.properties.env.properties as Record<string, unknown>
    expect(Object.keys(examples).sort()).toEqual([...Object.keys(known), 'TRUST_PROXY'].sort())
    const cases = Object.entries(examples)
    for (const [name, { good, bad }] of cases) {
      for (const value of good) expect(() => parseEnv({ [name]: String(value) }), `${value}`).not.toThrow()
      for (const value of bad) expect(() => parseEnv({ [name]: String(value) }), `${name} ${value}`).toThrow(name)
    }
    const named = (kind: 'good' | 'bad') => Object.fromEntries(cases.map(([name, each]) => [nameOf(name), each[kind]]))
    for (const good of rounds(named('good'))) expect(await answer(good)).toBe('it was taken')
    await expectRefused(named('bad'))
  })

  test('a slip of the keyboard is refused by its place', async () => {
    await expectRefused({
      'image.repository': ['registry.example.com/robots:1.0', 'https://registry.example.com/x', 'example.com/Tools/x'],
      'image.tag': [1.2],
      'image.digest': ['latest'],
      externalUrl: ['https://robots.example.com/path', 'robots.example.com'],
      extraEnv: [[{ name: 'A', value: 'x' }], [{ name: 'A', valueFrom: {} }], [{ name: 'a b', valueFrom: { x: {} } }]],
      'database.existingSecret': ['robots'],
      'persistence.size': [5, '5GB'],
      'backup.keep': [0],
      'backup.schedule': ['nightly'],
      'console.replicas': ['two', 0, 2.5],
      'console.resources.limits.memory': ['1gb', -1],
      'machines.resources.requests.cpu': ['two'],
      'pods.user': [0],
      'pods.listen': ['127.0.0.1'],
      'pods.labels.team': [1, 'a b', 'a'.repeat(64)],
      'pods.nodeSelector.disk': ['a b', true],
      'pods.preStopSeconds': [20],
      strategy: ['rollingupdate'],
      'service.type': ['ExternalName'],
      'service.port': ['http', 0],
      'ingress.enabled': ['perhaps'],
      'ingress.host': ['https://robots.example.com', 'robots.example.com:443', '10.0.0.1', '*.example.com'],
      'ingress.className': ['a b'],
      'networkPolicy.metricsFrom': [[], [{}]],
      'metrics.port': [80],
      'metrics.serviceMonitor.interval': ['often'],
    })
  })

  test('every variable of the server can be given: as a value of its own, in `env`, or from a Secret', () => {
    const [, schemaOfServer] = read('lib/server/env.ts').split('const schema =')
    const server = new Set([...schemaOfServer!.matchAll(/^ {4}([A-Z_]+): /gm)].map(([, name]) => name!))
    const own = [...read('deploy/chart/templates/_pod.tpl').matchAll(/^- name: ([A-Z_]+)$/gm)].map(([, name]) => name!)
    const secret = [
      'BACKUP_PASSPHRASE',
      'METRICS_TOKEN',
      'OTEL_EXPORTER_OTLP_HEADERS',
      'OTEL_EXPORTER_OTLP_TRACES_HEADERS',
    ]
    const given = new Set([...own, ...secret, ...Object.keys(examples)])
    expect([...server].filter((name) => !given.has(name))).toEqual(['METRICS_HOST'])
  })
})
