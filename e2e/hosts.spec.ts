import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { get } from 'node:https'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { findProgram } from '@/scripts/testing/find-program.mjs'
import { composeFile, readCompose } from './compose-file'
import { writeOciImage } from './oci-image'
import { startProgram, type Program } from './program'
import { startSeed } from './seed'
import { adminPassword, startServer, type TestServer } from './server'
import { freePort } from '../scripts/testing/free-port.mjs'
import { makeSkopeo } from './skopeo'

// What the files in deploy/ say for Docker Compose and for systemd, to the very programs that it is said to, as far as
// they run without an engine and without systemd itself.

const missing = (process.env.TEST_MISSING_TOOLS ?? '').split(',')
const needs = (...tools: string[]) => {
  const lacking = tools.filter((tool) => missing.includes(tool))
  test.skip(lacking.length > 0, `needs ${lacking}`)
}
const units = path.join(import.meta.dirname, '../deploy/systemd')
const manual = path.join(import.meta.dirname, '../docs/manual/compose.md')

let folder: string
const ends: (() => unknown)[] = []
test.beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hosts-'))
})
test.afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
  rmSync(folder, { recursive: true, force: true })
})

/** A program that ends with the test. */
function run(command: string, args: string[], env: Record<string, string>): Program {
  const program = startProgram(command, args, folder, env)
  ends.push(() => program.stop())
  return program
}

test.describe('compose', () => {
  test.beforeEach(() => needs('compose-config', 'docker-registry', 'registry-3', 'skopeo', 'caddy'))

  /** The console as its service says; what the image says (address, folder) is the machine's here. */
  async function startConsole(environment: Record<string, string>, port: number): Promise<TestServer> {
    const own = { PORT: String(port), HOST: '127.0.0.1', DATA_DIR: path.join(folder, 'data') }
    const server = await startServer({ ...environment, ADMIN_PASSWORD: adminPassword, ...own })
    ends.push(server.stop)
    return server
  }

  /** The registry as its service says: its mounts are folders here, the other service a port of this machine. */
  function startDistribution(command: string, environment: Record<string, string>, consoleUrl: string, port: number) {
    const file = path.join(folder, 'registry.yml')
    writeFileSync(file, ownConfiguration)
    const here = (text: string) =>
      text
        .replace(/^\/keys/, path.join(folder, 'data/registry'))
        .replace(/^\/var\/lib\/registry/, path.join(folder, 'images'))
        .replace('http://console:3000', consoleUrl)
        .replace(/^:5000$/, `127.0.0.1:${port}`)
    const env = Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, here(value)]))
    return run(findProgram(command)!, ['serve', file], env)
  }

  const token = { NOTIFICATIONS_TOKEN: 'a-token-for-the-registry' }
  for (const [command, more] of [
    ['registry-3', {}],
    ['registry-3', token],
    ['docker-registry', token],
  ] as [string, Record<string, string>][])
    test(`a console and ${command} that trusts it: log in, push, pull; ${'NOTIFICATIONS_TOKEN' in more ? 'usage is told' : 'with nothing edited'}`, async () => {
      const [console_, registry] = [await freePort(), await freePort()]
      const { services } = readCompose({ EXTERNAL_URL: `http://127.0.0.1:${console_}`, ...more })
      const server = await startConsole(services.console!.environment, console_)
      const seed = await startSeed(server.env)
      ends.push(seed.stop)
      const distribution = startDistribution(command, services.registry!.environment, server.url, registry)
      await distribution.says(/listening on 127/)
      const robot = await seed.robot({ project: 'library', name: 'ci', access: push })
      const skopeo = makeSkopeo({ host: `127.0.0.1:${registry}`, stop: async () => undefined })
      ends.push(skopeo.clean)
      expect(await skopeo.login(robot)).toMatchObject({ code: 0 })
      expect(await skopeo.push(writeOciImage(folder), 'library/app:1')).toMatchObject({ code: 0 })
      expect(await skopeo.pull('library/app:1', `oci:${folder}/copy:1`)).toMatchObject({ code: 0 })
      expect(await skopeo.push(writeOciImage(folder), 'elsewhere/app:1')).toMatchObject({ code: 1 })
      const told = () => /"path":"\/service\/notifications","status":200/.test(server.log())
      if ('NOTIFICATIONS_TOKEN' in more) await expect.poll(told).toBe(true)
      else expect(server.log()).not.toContain('/service/notifications')
    })

  test('the registry learns a new signing key as the manual says it', async () => {
    const [console_, registry] = [await freePort(), await freePort()]
    const { services } = readCompose({ EXTERNAL_URL: `http://127.0.0.1:${console_}` })
    const server = await startConsole(services.console!.environment, console_)
    const seed = await startSeed(server.env)
    ends.push(seed.stop)
    const robot = await seed.robot({ project: 'library', name: 'ci', access: push })
    const start = () => startDistribution('registry-3', services.registry!.environment, server.url, registry)
    let distribution = start()
    const skopeo = makeSkopeo({ host: `127.0.0.1:${registry}`, stop: async () => undefined })
    ends.push(skopeo.clean)
    const [, commands] = /^## A new signing key\n[^]*?```sh\n([^]*?)```/m.exec(readFileSync(manual, 'utf8'))!
    for (const line of commands!.trim().split('\n')) {
      const [, what, args = ''] =
        /^docker compose -f deploy\/compose\.yaml (exec console node|restart registry)(.*)$/.exec(line)!
      if (what === 'restart registry') {
        await distribution.stop()
        distribution = start()
      } else {
        const command = startProgram(process.execPath, args.trim().split(' '), path.join(units, '../..'), server.env)
        expect([await command.ended, command.output()]).toEqual([0, expect.any(String)])
        const [, signing] = /^(\S+) signs from now on/m.exec(command.output()) ?? []
        if (signing) await expect.poll(() => keyOfToken(server.url, robot), { timeout: 60_000 }).toBe(signing)
      }
      await distribution.says(/listening on 127/)
      expect(await skopeo.login(robot)).toMatchObject({ code: 0 })
      expect(await skopeo.push(writeOciImage(folder, line), 'library/app:1')).toMatchObject({ code: 0 })
    }
  })

  test('behind the proxy both have one name, https, and the addresses of their callers', async () => {
    const [console_, registry, tls] = [await freePort(), await freePort(), await freePort()]
    const variables = { EXTERNAL_URL: `https://localhost:${tls}`, TRUST_PROXY: '1' }
    const { services } = readCompose(variables, ['tls'])
    const server = await startConsole(services.console!.environment, console_)
    const seed = await startSeed(server.env)
    ends.push(seed.stop)
    const distribution = startDistribution('docker-registry', services.registry!.environment, server.url, registry)
    await distribution.says(/listening on 127/)
    const given = services.proxy!.volumes.find(({ target }) => target === '/etc/caddy/Caddyfile')!
    // A machine's own ports and certificates are left alone.
    const local = `{\nadmin off\nauto_https disable_redirects\nskip_install_trust\nhttp_port ${await freePort()}\n}\n`
    writeFileSync(path.join(folder, 'Caddyfile'), local + readFileSync(given.source, 'utf8'))
    const addresses = { CONSOLE: `127.0.0.1:${console_}`, REGISTRY: `127.0.0.1:${registry}` }
    const env = { ...services.proxy!.environment, ...addresses, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder }
    const caddy = run('caddy', ['run', '--config', path.join(folder, 'Caddyfile'), '--adapter', 'caddyfile'], env)
    await caddy.says(/certificate obtained successfully/)

    const robot = await seed.robot({ project: 'library', name: 'ci', access: push })
    const skopeo = makeSkopeo({ host: `localhost:${tls}`, stop: async () => undefined })
    ends.push(skopeo.clean)
    expect(await skopeo.login(robot)).toMatchObject({ code: 0 })
    expect(await skopeo.push(writeOciImage(folder), 'library/app:1')).toMatchObject({ code: 0 })
    expect(await skopeo.pull('library/app:1', `oci:${folder}/copy:1`)).toMatchObject({ code: 0 })

    const ca = readFileSync(path.join(folder, 'caddy/pki/authorities/local/root.crt'))
    const answer = await ask(`https://localhost:${tls}/sign-in`, ca, { 'X-Forwarded-For': '203.0.113.9' })
    expect(answer.statusCode).toBe(200)
    await expect.poll(server.log).toContain('"path":"/sign-in"')
    expect(server.log()).not.toContain('203.0.113.9')
  })

  test('with the profile postgresql the console is told of a database that there is, and waits for it', () => {
    const password = 'what/else?#%@ there is'
    const { services } = readCompose({ POSTGRES_PASSWORD: password, SECRET_KEY: 'x'.repeat(40) }, ['postgresql'])
    const { DATABASE_URL, PGPASSWORD } = services.console!.environment
    const { hostname, username, pathname } = new URL(DATABASE_URL!)
    const database = services[hostname]!.environment
    expect([username, PGPASSWORD, pathname.slice(1)]).toEqual([
      database.POSTGRES_USER,
      database.POSTGRES_PASSWORD,
      database.POSTGRES_DB,
    ])
    expect(PGPASSWORD).toBe(password)
    expect(services.console!.depends_on).toMatchObject({ database: { condition: 'service_healthy' } })
    expect(Object.keys(readCompose().services).sort()).toEqual(['console', 'registry'])
    expect(readCompose().services.console!.environment.DATABASE_URL).toBe('')
  })

  for (const [what, from, to] of [
    ['an unknown key', 'read_only: true', 'readonly: true'],
    ['a value of another type', 'cap_drop: [ALL]', 'cap_drop: ALL'],
    ['a volume that nobody declares', 'images:/var/lib/registry', 'pictures:/var/lib/registry'],
    ['a service that there is not', 'console: { condition', 'consoles: { condition'],
    ['a condition that there is not', 'service_healthy', 'service_well'],
    ['a port that is none', ':5000}:5000', ':5000}:70000'],
    ['a duration that is none', 'stop_grace_period: 30s', 'stop_grace_period: soon'],
    ['a variable that is not closed', '${LOG_LEVEL:-}', '${LOG_LEVEL:-'],
  ] as const)
    test(`refuses ${what}`, () => {
      const file = path.join(folder, 'compose.yaml')
      const text = readFileSync(composeFile, 'utf8')
      expect(text).toContain(from)
      writeFileSync(file, text.replaceAll(from, to))
      expect(() => readCompose({}, ['tls', 'postgresql'], file)).toThrow()
    })
})

const push = ['repository:pull', 'repository:push']

/** What the image of Distribution brings; the rest is the environment's. */
const ownConfiguration = `version: 0.1
storage:
  cache:
    blobdescriptor: inmemory
  filesystem:
    rootdirectory: /var/lib/registry
http:
  addr: :5000
  headers:
    X-Content-Type-Options: [nosniff]
health:
  storagedriver:
    enabled: true
    interval: 10s
    threshold: 3
`

/** The key that signs a robot's tokens. */
async function keyOfToken(url: string, { name, secret }: { name: string; secret: string }): Promise<string> {
  const headers = { Authorization: `Basic ${btoa(`${name}:${secret}`)}` }
  const { token } = (await (await fetch(`${url}/service/token?service=harbor-registry`, { headers })).json()) as {
    token: string
  }
  return (JSON.parse(Buffer.from(token.split('.')[0]!, 'base64url').toString()) as { kid: string }).kid
}

/** Through TLS, as somebody who trusts this authority. */
const ask = (url: string, ca: Buffer, headers: Record<string, string>) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    get(url, { ca, headers }, (response) => resolve(response.resume())).on('error', reject)
  })

test.describe('systemd', () => {
  test.beforeEach(() => needs('systemd-analyze'))

  const services = ['console', 'tokens', 'backup'].map((name) => `robot-accounts-${name}.service`)
  /** Its verdict on our units, without those of this machine: what it says, and its exit code. */
  const analyze = (args: string[], at = units) => {
    const env = { PATH: process.env.PATH, SYSTEMD_UNIT_PATH: `${at}:`, LC_ALL: 'C' } as unknown as NodeJS.ProcessEnv
    const { status, stdout, stderr } = spawnSync('systemd-analyze', args, { cwd: at, env, encoding: 'utf8' })
    return { ok: status === 0 && stderr === '', output: stdout + stderr }
  }

  test('the units are sound, and leave little to attack', () => {
    for (const unit of [...services, 'robot-accounts-backup.timer'])
      expect(analyze(['verify', `./${unit}`])).toEqual({ ok: true, output: '' })
    for (const unit of services)
      expect(analyze(['security', '--offline=true', '--threshold=15', `./${unit}`])).toMatchObject({ ok: true })
  })

  for (const [what, from, to] of [
    ['an unknown key', 'NoNewPrivileges=yes', 'NoNewPrivilege=yes'],
    ['a value that is none', 'ProtectSystem=strict', 'ProtectSystem=rather'],
    ['a system call that is none', '@system-service', '@system-services'],
    ['a relative program', 'ExecStart=/usr/bin/node', 'ExecStart=bin/node'],
    ['a time that is none', 'TimeoutStopSec=30', 'TimeoutStopSec=a while'],
  ] as const)
    test(`systemd refuses ${what}`, () => {
      const at = path.join(folder, 'units')
      cpSync(units, at, { recursive: true })
      for (const name of readdirSync(at, { recursive: true, encoding: 'utf8' }).filter((each) =>
        /\.(service|conf)$/.test(each),
      )) {
        if (statSync(path.join(at, name)).isDirectory()) continue
        const text = readFileSync(path.join(at, name), 'utf8')
        writeFileSync(path.join(at, name), text.replaceAll(from, to))
      }
      expect(services.every((unit) => analyze(['verify', `./${unit}`], at).ok)).toBe(false)
    })

  test('what the server asks of the system is allowed to it', async () => {
    needs('strace')
    const trace = path.join(folder, 'trace')
    const port = await freePort()
    chmodSync(folder, 0o777)
    const env = { PORT: String(port), HOST: '127.0.0.1', DATA_DIR: path.join(folder, 'data'), NODE_ENV: 'production' }
    const args = ['-D', '-f', '-qq', '-o', trace, process.execPath, '.next/entry.mjs']
    // Not as root, who would be asked to hand files over.
    const isRoot = process.getuid?.() === 0
    const command = isRoot
      ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', 'strace', ...args]
      : ['strace', ...args]
    const root = path.join(import.meta.dirname, '..')
    const server = startProgram(command[0]!, command.slice(1), root, env)
    ends.push(() => server.stop())
    await server.says(/^ready on /m)
    const url = `http://127.0.0.1:${port}`
    for (const at of ['/readyz', '/sign-in', '/service/token?service=harbor-registry', '/api/v2.0/systeminfo'])
      expect((await fetch(url + at)).status).toBeLessThan(500)
    await fetch(`${url}/api/v2.0/users/current`, {
      headers: { Authorization: `Basic ${btoa('admin:Wrong-Password-1')}` },
    })
    expect(await server.stop()).toBe(0)
    const used = new Set([...readFileSync(trace, 'utf8').matchAll(/^\d+ +([a-z0-9_]+)\(/gm)].map(([, name]) => name!))
    expect(used.size).toBeGreaterThan(30)
    const allowed = allowedCalls()
    // V8 asks whether there are protection keys, and does without.
    expect([...used].filter((name) => !allowed.has(name) && name !== 'pkey_alloc')).toEqual([])
  })
})

/** The system calls that the units' filters let through, their groups resolved. */
function allowedCalls(): Set<string> {
  const allowed = callsOf('@default')
  const text = readFileSync(path.join(units, 'robot-accounts-.service.d/10-common.conf'), 'utf8')
  for (const [, sign, names] of text.matchAll(/^SystemCallFilter=(~?)(.*)$/gm))
    for (const name of names!.split(' ').flatMap((each) => [...callsOf(each)]))
      if (sign === '~') allowed.delete(name)
      else allowed.add(name)
  return allowed
}

function callsOf(name: string): Set<string> {
  if (!name.startsWith('@')) return new Set([name])
  const lines = execFileSync('systemd-analyze', ['syscall-filter', name], { encoding: 'utf8' }).split('\n').slice(1)
  const names = lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'))
  return new Set(names.flatMap((each) => [...callsOf(each)]))
}
