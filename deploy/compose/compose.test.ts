import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { describe, expect, test, vi } from 'vitest'
import { parse } from 'yaml'
import { parseEnv } from '@/lib/server/env'

const text = readFileSync(path.join(import.meta.dirname, '../compose.yaml'), 'utf8')
type Service = {
  image: string
  environment: Record<string, string>
  ports?: string[]
  volumes: string[]
  read_only?: boolean
  cap_drop?: string[]
  security_opt: string[]
  healthcheck?: { test: string[] }
}
const { services } = parse(text, { merge: true }) as { services: Record<string, Service> }
const variables = [...new Set([...text.matchAll(/\$\{(\w+)/g)].map(([, name]) => name!))]

/** As compose fills it in, the innermost first; a variable ends at the first brace, as it does for Compose 2.20. */
function filled(value: string, set: Record<string, string> = {}): string {
  const next = value.replace(/\$\{(\w+):([-+])([^{}]*)\}|\$\{(\w+)\}/g, (_, name, kind, other, plain) => {
    const given = set[name ?? plain] ?? ''
    return kind === undefined ? given : kind === '+' ? given && other : given || other
  })
  return next === value ? value : filled(next, set)
}

test('every variable that it takes is explained, and none besides', () => {
  const manual = readFileSync('docs/manual/compose.md', 'utf8')
  const explained = [...manual.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name!)
  expect(explained.sort()).toEqual(variables.sort())
})

test('no value needs braces but those of variables, which Compose before 2.24.7 would take for the end of one', () => {
  const values = Object.values(services).flatMap(({ environment, image }) => [image, ...Object.values(environment)])
  for (const value of values) expect(filled(value)).not.toMatch(/[{}]/)
})

test('the registry tells the console who pulled and pushed, with a token alone', () => {
  const value = services.registry!.environment.REGISTRY_NOTIFICATIONS_ENDPOINTS!
  const [without] = parse(filled(value)) as Record<string, unknown>[]
  expect(without).toMatchObject({ name: 'robot-accounts', disabled: true })
  const [endpoint, ...others] = parse(filled(value, { NOTIFICATIONS_TOKEN: 'a-token:of#the-tests' })) as unknown[]
  expect(others).toEqual([])
  expect(endpoint).toMatchObject({
    url: 'http://console:3000/service/notifications',
    headers: { Authorization: ['Bearer a-token:of#the-tests'] },
    ignore: { mediatypes: ['application/octet-stream'] },
  })
  expect(endpoint).not.toHaveProperty('disabled')
})

test('the database is there when it answers by the network, which the server that makes it does not', () => {
  expect(services.database!.healthcheck!.test).toContain('--host=127.0.0.1')
})

test('with nothing set, the console gets an environment that it takes, and one that it needs', () => {
  const given = Object.fromEntries(
    Object.entries(services.console!.environment).map(([name, value]) => [name, filled(value)]),
  )
  const known = parseEnv({ ...given, HOST: '0.0.0.0', PORT: '3000', DATA_DIR: '/data' })
  expect(known).toMatchObject({ EXTERNAL_URL: 'http://localhost:3000', REGISTRY_URL: 'http://localhost:5000' })
  expect(known.DATABASE_URL).toMatch(/^file:/)
  for (const name of Object.keys(given).filter((each) => given[each] !== '')) expect(known).toHaveProperty(name)
})

test('whatever the database’s password is, the console connects with it', () => {
  const set = { POSTGRES_PASSWORD: 'what/else?#%@ there is' }
  const { DATABASE_URL, PGPASSWORD } = services.console!.environment
  vi.stubEnv('PGPASSWORD', filled(PGPASSWORD!, set))
  const { password, host, database } = new pg.Client({ connectionString: filled(DATABASE_URL!, set) })
  vi.unstubAllEnvs()
  expect({ password, host, database }).toEqual({
    password: set.POSTGRES_PASSWORD,
    host: 'database',
    database: 'robots',
  })
})

test.each(['console', 'registry', 'proxy'])('%s may write to its volumes alone, and gains no rights', (name) => {
  expect(services[name]).toMatchObject({
    read_only: true,
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
  })
})

test('the registry sees public keys, and nothing else of the console', () => {
  const [mine, theirs] = [services.console!.volumes, services.registry!.volumes]
  const named = (volumes: string[]) => volumes.map((volume) => volume.split(':')[0])
  expect(named(theirs).filter((name) => named(mine).includes(name))).toEqual(['keys'])
  expect(theirs).toContain('keys:/keys:ro')
})

test('what is not behind TLS listens on this machine alone, and no image is just the newest', () => {
  for (const name of ['console', 'registry'])
    for (const port of services[name]!.ports!) expect(filled(port)).toMatch(/^127\.0\.0\.1:\d+:\d+$/)
  expect(services.database).not.toHaveProperty('ports')
  for (const { image } of Object.values(services)) expect(filled(image)).toMatch(/^[\w-]+:\d[\w.]*$/)
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
  expect(filled(services.console!.image)).toBe(`robot-console:${version}`)
})

describe('what the manual tells to do', () => {
  const manual = readFileSync('docs/manual/compose.md', 'utf8')
  const blockOf = (heading: string) => new RegExp(`^## ${heading}\\n\\n\`\`\`sh\\n([^]*?)\`\`\``, 'm').exec(manual)![1]!
  const without = (block: string) => block.replace(/^docker .*\n/gm, '')

  /** What the file of variables says after these blocks, each of them run by a shell. */
  function envAfter(...headings: string[]): string[] {
    const folder = mkdtempSync(path.join(tmpdir(), 'compose-'))
    try {
      mkdirSync(path.join(folder, 'deploy'))
      for (const heading of headings) {
        const { status, stderr } = spawnSync('sh', ['-ec', without(blockOf(heading))], {
          cwd: folder,
          encoding: 'utf8',
        })
        expect([status, stderr]).toEqual([0, ''])
      }
      return readFileSync(path.join(folder, 'deploy/.env'), 'utf8').trim().split('\n')
    } finally {
      rmSync(folder, { recursive: true })
    }
  }

  test.each([
    [['PostgreSQL', 'TLS'], 'postgresql,tls'],
    [['TLS', 'PostgreSQL'], 'tls,postgresql'],
    [['PostgreSQL'], 'postgresql'],
    [['TLS'], 'tls'],
  ])('%s: the profiles stand in one line', (headings, profiles) => {
    const lines = envAfter(...headings)
    expect(lines.filter((line) => line.startsWith('COMPOSE_PROFILES='))).toEqual([`COMPOSE_PROFILES=${profiles}`])
    const names = lines.map((line) => line.split('=')[0])
    expect(new Set(names).size).toBe(names.length)
  })

  test('a second time, no other password and key follow', () => {
    const isSecret = (line: string) => /^(SECRET_KEY|POSTGRES_PASSWORD)=./.test(line)
    expect(envAfter('PostgreSQL', 'PostgreSQL').filter(isSecret)).toHaveLength(2)
  })
})
