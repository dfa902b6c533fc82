import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import {
  handOffBlocks,
  handOffFiles,
  type HandOff,
  type HandOffTitle,
  type HandOffTool,
} from '@/lib/domain/hand-off/hand-off'
import { startContainerd } from './clients/containerd'
import { makeHandOffShell } from './clients/hand-off-shell'
import { makeHelm } from './clients/helm'
import { expect, test, unique } from './fixtures'
import { writeOciImage } from './oci-image'
import { startRegistry, type Registry } from './registry'
import type { Seed } from './seed'
import { adminPassword, type TestServer } from './server'
import { makeSkopeo } from './skopeo'

// The texts that hand a robot's secret to a tool, run as they stand by the real tools against a real registry. That they
// say the same to every shell is lib/domain/hand-off/run-blocks.test.ts.

const missing = (process.env.TEST_MISSING_TOOLS ?? '').split(',')
const needs = (...tools: string[]) => {
  const lacks = ['docker-registry', 'skopeo', ...tools].filter((tool) => missing.includes(tool))
  test.skip(lacks.length > 0, `needs ${lacks.join(', ')}`)
}
const succeeds = { code: 0, output: expect.any(String) as unknown }

/** As robots and secrets may be called at their worst; `null` is one of the server's own making. */
const robots = [
  { prefix: 'robot$', name: 'ci', secret: null },
  { prefix: 'robot$', name: 'a.b_c-d', secret: `Aa1'"$HOME\`id\`\\%s!!` },
  { prefix: '-!#$%&()*+,.;<=>?@[]^_{|}~', name: 'ci', secret: 'Aa1 two  blanks, ünï密🔑 $(id) ${x} %PATH%' },
]

let registry: Registry
let host: string
// By name: of an address, crane asks no other port for a token.
test.beforeAll(async ({ server }) => {
  if (missing.includes('docker-registry')) return
  registry = await startRegistry(server.url.replace('127.0.0.1', 'localhost'))
  host = registry.host.replace('127.0.0.1', 'localhost')
})
test.afterAll(async ({ seed }) => {
  await registry?.stop()
  await seed.settings({ robotNamePrefix: 'robot$' })
})

type Setting = { seed: Seed; server: TestServer; project: { name: string } }
type Given = HandOff & { secret: string; registry: string }

/** Each of the robots in turn, in a project with an image and a chart that all examples name. */
async function* eachRobot({ seed, server, project }: Setting): AsyncGenerator<Given> {
  await fill(
    await seed.robot({ project: project.name, name: 'filler', access: ['repository:pull', 'repository:push'] }),
    project.name,
  )
  for (const { prefix, name, secret } of robots) {
    await seed.settings({ robotNamePrefix: prefix })
    const robot = await seed.robot({ project: project.name, name: `${name}-${unique('r')}` })
    if (secret !== null) await choose(server.url, robot.id, secret)
    yield { name: robot.name, secret: secret ?? robot.secret, registry: host, plainHttp: true, project: project.name }
  }
  await seed.settings({ robotNamePrefix: 'robot$' })
}

async function fill(robot: { name: string; secret: string }, project: string) {
  const skopeo = makeSkopeo({ ...registry, host })
  expect(await skopeo.login(robot)).toEqual(succeeds)
  expect(await skopeo.push(writeOciImage(skopeo.home, unique('text')), `${project}/app:1.0`, 'v2s2')).toEqual(succeeds)
  skopeo.clean()
  if (missing.includes('helm')) return
  const helm = makeHelm({ ...registry, host })
  expect(await helm.login(robot)).toEqual(succeeds)
  expect(await helm.push(`${project}/chart:1.0.0`)).toEqual(succeeds)
  helm.clean()
}

async function choose(url: string, id: number, secret: string) {
  const authorization = `Basic ${Buffer.from(`admin:${adminPassword}`).toString('base64')}`
  const headers = { authorization, 'content-type': 'application/json' }
  const body = JSON.stringify({ secret })
  const answer = await fetch(`${url}/api/v2.0/robots/${id}`, { method: 'PATCH', headers, body })
  expect(answer.status).toBe(200)
}

const blocksOf = (tool: HandOffTool, given: Given, without: HandOffTitle[] = []) =>
  handOffBlocks(tool, 'posix', given).filter(({ id, syntax }) => syntax === 'shell' && !without.includes(id))

/** Nothing that a list of processes shows holds the secret, also not in Base64. */
function expectNothingShown(notes: string, { name, secret }: Given) {
  expect(notes).toContain(name)
  expect(notes).not.toContain(secret)
  expect(notes).not.toContain(Buffer.from(`${name}:${secret}`).toString('base64'))
}

const toolsOf = {
  docker: ['docker'],
  podman: ['podman', 'skopeo', 'buildah'],
  helm: ['helm'],
  crane: ['crane', 'oras', 'regctl'],
} as const

for (const [tool, programs] of Object.entries(toolsOf)) {
  test(`${programs.join(', ')} sign in and fetch with the texts as they are`, async ({ seed, server, project }) => {
    needs(...programs)
    for await (const given of eachRobot({ seed, server, project })) {
      const shell = makeHandOffShell([...programs])
      const text = blocksOf(tool as HandOffTool, given, ['ask']).map((block) => block.text)
      expect(await shell.run(text.join('\n')), given.name).toEqual(succeeds)
      expectNothingShown(shell.notes(), given)
      shell.clean()
    }
  })
}

test('docker signs in by itself, with a saved config.json, and with what kubectl makes a Secret of', async ({
  seed,
  server,
  project,
}) => {
  needs('docker', 'kubectl')
  for await (const given of eachRobot({ seed, server, project })) {
    const shell = makeHandOffShell(['docker', 'kubectl'])
    const [ask] = blocksOf('docker', given, ['signIn', 'use'])
    // What is typed loses its blanks at both ends.
    expect(await shell.runAsked(ask!.text, given.secret)).toEqual(succeeds)
    const config = blocksOf('config-json', given).map(({ text }) => text)
    expect(await shell.run(config.join('\n'))).toEqual(succeeds)

    const { code, output } = await shell.run(blocksOf('kubernetes', given)[0]!.text)
    expect(code, output).toBe(0)
    const made = JSON.parse(output) as { type: string; data: Record<string, string> }
    expect(made.type).toBe('kubernetes.io/dockerconfigjson')
    const text = Buffer.from(made.data['.dockerconfigjson']!, 'base64').toString()
    expect(JSON.parse(text)).toEqual(JSON.parse(handOffFiles(given)[0]!.text))
    shell.inHome('from-cluster/config.json', text)
    expect(await shell.run(`docker --config from-cluster pull ${host}/${given.project}/app:1.0`)).toEqual(succeeds)
    expectNothingShown(shell.notes(), given)
    shell.clean()
  }
})

test('ctr asks for the secret, and containerd reads its configuration', async ({ seed, server, project }) => {
  needs('containerd')
  test.skip(process.getuid?.() !== 0, 'containerd needs root')
  for await (const given of eachRobot({ seed, server, project })) {
    const shell = makeHandOffShell(['ctr'])
    const containerd = await startContainerd(shell.home)
    const [pull] = blocksOf('containerd', given, ['nerdctl'])
    expect(await shell.runAsked(pull!.text, given.secret)).toEqual({
      code: 0,
      output: expect.stringMatching(/done/) as unknown,
    })
    await containerd.stop()
    expectNothingShown(shell.notes(), given)

    const node = handOffBlocks('containerd', 'posix', given).find(({ id }) => id === 'containerd1')!
    const dump = await promisify(execFile)('containerd', [
      '--config',
      shell.inHome('node.toml', node.text),
      'config',
      'dump',
    ])
    for (const value of [given.name, given.secret]) expect(dump.stdout).toContain(JSON.stringify(value))
    shell.clean()
  }
})
