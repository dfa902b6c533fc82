import { chmodSync, existsSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect } from './fixtures'
import { writeOciImage } from './oci-image'
import { startProgram, type Program } from './program'
import { test as base } from './registry-fixtures'
import { freePort } from '../scripts/testing/free-port.mjs'
import { makeSkopeo } from './skopeo'

const root = path.join(import.meta.dirname, '..')
const pushAndPull = ['repository:pull', 'repository:push']
const succeeds = { code: 0, output: expect.any(String) }

type Run = (args: string[], env?: Record<string, string>) => Program
type Client = ReturnType<typeof makeSkopeo>

const test = base.extend<{ folder: string; run: Run; clientOf: (port: string) => Client }>({
  folder: async ({}, use) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'registry-up-'))
    await use(folder)
    rmSync(folder, { recursive: true, force: true })
  },
  /** The script beside the server under test, with a data folder of its own; ended with the test. */
  run: async ({ server, folder }, use) => {
    const programs: Program[] = []
    await use((args, env = {}) => {
      const instance = { EXTERNAL_URL: server.url, DATA_DIR: path.join(folder, 'data') }
      const command = ['scripts/run.mjs', 'scripts/registry/command.ts', ...args]
      const program = startProgram(process.execPath, command, root, { ...instance, ...env })
      programs.push(program)
      return program
    })
    await Promise.all(programs.map((program) => program.stop()))
  },
  clientOf: async ({ open }, use) =>
    use((port) => open('skopeo', () => makeSkopeo({ host: `localhost:${port}`, stop: async () => {} }))),
})

const isFree = (port: string): Promise<boolean> =>
  new Promise((answer) => {
    const probe = createServer().once('error', () => answer(false))
    probe.listen(Number(port), '127.0.0.1', () => probe.close(() => answer(true)))
  })

test('one command runs a registry that knows the robots, and leaves in order', async ({
  run,
  seed,
  project,
  clientOf,
}) => {
  const port = String(await freePort())
  const skopeo = clientOf(port)
  // What a shell of somebody who uses skopeo has, and what the registry must not take for its configuration.
  const env = { REGISTRY_PORT: port, REGISTRY_AUTH_FILE: '/nowhere/auth.json', NOTIFICATIONS_TOKEN: 'Word1'.repeat(8) }
  const robot = await seed.robot({ project: project.name, name: 'ci', access: pushAndPull })
  const reference = `${project.name}/app:1`

  const first = run(['up'], env)
  await first.says(new RegExp(`^ {2}docker login -u 'robot\\$library\\+ci' localhost:${port}$`, 'm'))
  await first.says(/^registry: EXTERNAL_URL is an IP address: /m)
  expect(await skopeo.login({ ...robot, secret: 'wrong' })).toMatchObject({ code: 1 })
  expect(await skopeo.login(robot)).toEqual(succeeds)
  expect(await skopeo.push(writeOciImage(skopeo.home), reference)).toEqual(succeeds)
  first.signal('SIGTERM')
  expect([await first.ended, await isFree(port)]).toEqual([0, true])

  const second = run(['up'], env)
  await second.says(/^registry ready on /m)
  expect(await skopeo.pull(reference, `oci:${skopeo.home}/copy:1`)).toEqual(succeeds)
  second.signal('SIGINT')
  expect([await second.ended, await isFree(port)]).toEqual([0, true])
})

test('what keeps the registry from running is one sentence', async ({ run, server, open }) => {
  open('docker-registry', () => ({ clean: () => undefined }))
  const other = createServer((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello'))
  await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening))
  const taken = String((other.address() as AddressInfo).port)
  const unused = `http://127.0.0.1:${await freePort()}`
  const cases: [Record<string, string>, RegExp][] = [
    [{ REGISTRY_PORT: '70000' }, /^registry: REGISTRY_PORT must be a port number/],
    [{ EXTERNAL_URL: unused }, new RegExp(`^registry: the console does not answer at ${unused} \\(ECONNREFUSED\\)`)],
    [{ EXTERNAL_URL: `http://127.0.0.1:${taken}` }, /^registry: what answers at \S+ is not this console/],
    [{ REGISTRY_SERVICE: 'other' }, /^registry: the console at \S+ has another REGISTRY_SERVICE than other/],
    [{ REGISTRY_PORT: taken }, new RegExp(`^registry: REGISTRY_PORT ${taken} on 127\\.0\\.0\\.1 is taken`)],
  ]
  for (const [env, sentence] of cases) {
    const program = run(['up'], { REGISTRY_PORT: String(await freePort()), ...env })
    expect([await program.ended, program.output()]).toEqual([1, expect.stringMatching(sentence)])
    expect(program.output().trim().split('\n')).toHaveLength(1)
  }
  other.close()
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
})

test('says how to get a registry that is not installed, and passes on how one ended', async ({ run, folder }) => {
  symlinkSync(process.execPath, path.join(folder, 'node'))
  const env = { PATH: folder, REGISTRY_PORT: String(await freePort()) }
  const without = run(['up'], env)
  const sentence =
    /^registry: docker-registry is not installed\. .*apt-get install --no-install-recommends docker-registry/
  expect([await without.ended, without.output()]).toEqual([1, expect.stringMatching(sentence)])

  const stub = path.join(folder, 'docker-registry')
  writeFileSync(stub, `#!/bin/sh\necho "$1: broken" >&2\nexit 7\n`)
  chmodSync(stub, 0o755)
  const failing = run(['up'], env)
  expect([await failing.ended, failing.output()]).toEqual([7, 'serve: broken\n'])
})

const key = { SECRET_KEY: 'the-key-of-the-installation'.repeat(2) }

test('the configuration it prints is one that a registry starts with', async ({
  run,
  seed,
  server,
  project,
  folder,
  clientOf,
}) => {
  const port = String(await freePort())
  const skopeo = clientOf(port)
  const file = path.join(folder, 'config.yml')
  const [storage, keys] = ['images', 'bundle.pem'].map((name) => path.join(folder, name)) as [string, string]
  // The server by a name, as clients want it.
  const env = { ...key, REGISTRY_PORT: port, EXTERNAL_URL: server.url.replace('127.0.0.1', 'localhost') }
  const printed = run(['config', '--output', file, '--storage', storage, '--keys', keys], env)
  expect([await printed.ended, printed.output()]).toEqual([0, ''])
  expect((statSync(file).mode & 0o777).toString(8)).toBe('600')
  const again = run(['config', '--output', file], env)
  expect([await again.ended, again.output()]).toEqual([1, `registry: ${file} cannot be written: EEXIST\n`])

  writeFileSync(keys, await (await fetch(`${server.url}/service/token-bundle.pem`)).text())
  const registry = startProgram('docker-registry', ['serve', file], folder, {})
  await registry.says(/listening on/)
  const robot = await seed.robot({ project: project.name, name: 'ci', access: pushAndPull })
  expect(await skopeo.login(robot)).toEqual(succeeds)
  expect(await skopeo.push(writeOciImage(skopeo.home), `${project.name}/app:1`)).toEqual(succeeds)
  expect(existsSync(path.join(storage, 'docker/registry/v2/repositories', project.name, 'app'))).toBe(true)
  expect(await registry.stop()).toBe(0)
})

test('every run prints the same configuration, and says beside it what clients would refuse', async ({
  run,
  folder,
}) => {
  const keys = path.join(folder, 'bundle.pem')
  const print = async (env: Record<string, string>, ...args: string[]) => {
    const program = run(['config', '--keys', keys, ...args], { EXTERNAL_URL: 'https://robots.example.com', ...env })
    return [await program.ended, program.output()] as const
  }
  const secret = (output: string) => /^ {2}secret: "([0-9a-f]{64})" # the same on every replica/m.exec(output)?.[1]
  const notes = (output: string) => output.split('\n').filter((line) => line.startsWith('registry: '))

  const [code, text] = await print(key)
  expect([code, notes(text)]).toEqual([0, []])
  expect(secret(text)).toMatch(/./)
  expect(await print(key)).toEqual([0, text])
  expect(secret((await print({ SECRET_KEY: 'another'.repeat(5) }))[1])).not.toBe(secret(text))

  // Without a key there is nothing to keep it by, and no key is made: that is the console's to do.
  const [first, second] = [(await print({}))[1], (await print({}))[1]]
  expect(secret(first)).toMatch(/./)
  expect(secret(first)).not.toBe(secret(second))
  expect(notes(first)).toEqual([
    expect.stringMatching(/^registry: DATA_DIR holds no key yet, so http\.secret is another/),
  ])
  expect(existsSync(path.join(folder, 'data'))).toBe(false)

  const [, warned] = await print({
    ...key,
    EXTERNAL_URL: 'http://[::1]:3000',
    REGISTRY_URL: 'https://registry.example.com',
  })
  expect(notes(warned)).toEqual([
    expect.stringMatching(/^registry: EXTERNAL_URL is http and REGISTRY_URL https: /),
    expect.stringMatching(/^registry: EXTERNAL_URL is an IP address: /),
  ])
  const refused = await print(key, '--addr', '5000')
  expect(refused).toEqual([1, expect.stringMatching(/^registry: --addr must be HOST:PORT, such as 127\.0\.0\.1:5000/)])
})
