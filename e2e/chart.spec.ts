import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'
import { environmentOf, find, podsOf } from '@/scripts/testing/chart/pods'
import { render, renderText, valuesFiles, type Manifest } from '@/scripts/testing/chart/render'
import { kubernetes, schemaFolder } from '@/scripts/testing/chart-tools.mjs'
import { findProgram } from '@/scripts/testing/find-program.mjs'
import { writeOciImage } from './oci-image'
import { blankDatabase, cluster } from './postgres-database'
import { startProgram, type Program } from './program'
import { freePort } from '../scripts/testing/free-port.mjs'

const root = path.join(import.meta.dirname, '..')
const execute = promisify(execFile)

const missing = (process.env.TEST_MISSING_TOOLS ?? '').split(',')
const needs = (...tools: string[]) => {
  const lacking = tools.filter((tool) => missing.includes(tool))
  test.skip(lacking.length > 0, `needs ${lacking}`)
}

/** What kubeconform says to manifests by the schemas of a version of Kubernetes. */
async function judge(manifests: string, version: string): Promise<string> {
  const schemas = `${schemaFolder(version)}/{{ .ResourceKind }}{{ .KindSuffix }}.json`
  const asked = execute(findProgram('kubeconform')!, ['-strict', '-summary', '-schema-location', schemas])
  asked.child.stdin!.end(manifests)
  return asked.then(
    ({ stdout }) => stdout,
    (error: { stdout: string; stderr: string }) => error.stdout + error.stderr,
  )
}

for (const version of Object.keys(kubernetes))
  test(`Kubernetes ${version} knows every field of what the chart makes`, async () => {
    needs('helm', 'kubeconform', 'kubernetes-schemas')
    for (const values of valuesFiles) {
      const text = await renderText(values)
      const count = text.match(/^kind: /gm)!.length
      expect([values, await judge(text, version)]).toEqual([
        values,
        `Summary: ${count} resources found parsing stdin - Valid: ${count}, Invalid: 0, Errors: 0, Skipped: 0\n`,
      ])
    }
  })

test('a manifest with a slip is refused', async () => {
  needs('helm', 'kubeconform', 'kubernetes-schemas')
  const whole = await renderText('everything-values.yaml')
  const slips: [string, string, RegExp][] = [
    ['readOnlyRootFilesystem', 'readOnlyRootFileSystem', /'readOnlyRootFileSystem' not allowed/],
    ['automountServiceAccountToken', 'automountServiceAccount', /'automountServiceAccount' not allowed/],
    ['failureThreshold: 6', 'failureThreshold: six', /failureThreshold': got string, want integer/],
    ['maxUnavailable: 1', 'maxUnavailabel: 1', /'maxUnavailabel' not allowed/],
    ['averageUtilization', 'averageUtilisation', /'averageUtilisation' not allowed/],
    ['pathType: Prefix', 'pathTypes: Prefix', /'pathTypes' not allowed/],
    ['podSelector:\n', 'podSelectors:\n', /'podSelectors' not allowed/],
    ['targetPort: http', 'targetPort: [http]', /targetPort': got array/],
    ['interval: 30s', 'intervall: 30s', /'intervall' not allowed/],
    ['autoscaling/v2', 'autoscaling/v1', /could not find schema for HorizontalPodAutoscaler/],
  ]
  for (const [from, to, sentence] of slips) {
    expect(whole).toContain(from)
    for (const version of Object.keys(kubernetes))
      expect([to, await judge(whole.replaceAll(from, to), version)]).toEqual([to, expect.stringMatching(sentence)])
  }
})

test.describe('started with what the chart says', () => {
  const programs: Program[] = []
  let folder = ''
  test.beforeEach(() => void (folder = mkdtempSync(path.join(tmpdir(), 'chart-'))))
  test.afterEach(async () => {
    await Promise.all(programs.splice(0).map((program) => program.stop()))
    rmSync(folder, { recursive: true, force: true })
  })

  /** Runs the one container of a pod with its command and environment; only port and folders are this machine's. */
  async function start(manifests: Manifest[], component: string) {
    const pod = podsOf(manifests).find((each) => each.component === component)!
    const [{ command }] = pod.containers as [Manifest]
    const port = String(await freePort())
    const here = { PORT: port, HOST: '127.0.0.1', DATA_DIR: path.join(folder, component) }
    const env: Record<string, string> = { ...environmentOf(pod.containers[0]!, manifests), ...here }
    const program = startProgram(process.execPath, command.slice(1), root, env)
    programs.push(program)
    return { url: `http://127.0.0.1:${port}`, env, program }
  }

  const isReady = ({ url }: { url: string }) =>
    expect.poll(() => fetch(`${url}/readyz`).then(({ status }) => status, String)).toBe(200)

  test('the console on SQLite is ready, and ends in order', async () => {
    needs('helm')
    const console = await start(await render('minimal-values.yaml'), 'console')
    await isReady(console)
    expect(await console.program.stop()).toBe(0)
  })

  test('console, machines’ door and Distribution 3 on PostgreSQL: an image is pushed and its push counted', async () => {
    needs('helm', 'registry-3', 'skopeo')
    test.skip(!cluster, 'needs PostgreSQL')
    const manifests = await render('registry-values.yaml', '--set', `database.url=${await blankDatabase()}`)
    // The door first: it waits for the console, which migrates.
    const door = await start(manifests, 'machines')
    await door.program.says(/waiting for the database/)
    const console = await start(manifests, 'console')
    await Promise.all([console, door].map(isReady))

    const robot = await makeRobot(door.url, console.env.ADMIN_PASSWORD!)
    const token = await tokenFor(door.url, robot, 'repository:library/app:pull,push')
    const registry = await startRegistry(manifests, door.url)
    const challenge = await fetch(`${registry}/v2/`)
    expect([challenge.status, challenge.headers.get('www-authenticate')]).toEqual([
      401,
      'Bearer realm="https://robots.example.com/service/token",service="harbor-registry"',
    ])
    const image = writeOciImage(folder)
    const push = (bearer: string) => {
      const to = `docker://${new URL(registry).host}/library/app:1`
      const args = ['copy', '--dest-tls-verify=false', `--dest-registry-token=${bearer}`, image, to]
      return execute(findProgram('skopeo')!, args, { env: { PATH: process.env.PATH, HOME: folder } as never })
    }
    const [head, body] = token.split('.')
    await expect(push([head, body, 'A'.repeat(86)].join('.'))).rejects.toThrow(/authentication|unauthorized|denied/)
    await push(token)
    await door.program.says(/"path":"\/service\/notifications".*"status":200|"status":200.*"\/service\/notifications"/)
    expect((await Promise.all(programs.map((program) => program.stop()))).slice(0, 2)).toEqual([0, 0])
  })

  /** The pod of the registry: first what fetches the keys, then Distribution with the chart's configuration. */
  async function startRegistry(manifests: Manifest[], url: string): Promise<string> {
    const pod = podsOf(manifests).find(({ component }) => component === 'registry')!
    const [keys, container] = pod.all as [Manifest, Manifest]
    const [script, address] = keys.args as string[]
    const file = path.join(folder, 'jwks.json')
    const here = (text: string) =>
      text
        .replaceAll('http://robots-robot-console-machines.tools.svc:80', url)
        .replace('/keys/jwks.json', file)
        .replace('/var/lib/registry', path.join(folder, 'images'))
    await execute(process.execPath, [...keys.command.slice(1), script, here(address!), file])

    const config = path.join(folder, 'config.yml')
    const port = await freePort()
    const { data } = find(manifests, 'ConfigMap', 'robots-robot-console-registry')!
    writeFileSync(config, here(data['config.yml']).replace('addr: :5000', `addr: 127.0.0.1:${port}`))
    const args = [container.args[0], config]
    const program = startProgram(findProgram('registry-3')!, args, folder, environmentOf(container, manifests))
    programs.push(program)
    await program.says(/listening on/)
    return `http://127.0.0.1:${port}`
  }
})

const basic = (name: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`,
})

/** A robot of the project `library` that may pull and push, made at the door by the first password. */
async function makeRobot(url: string, password: string): Promise<{ name: string; secret: string }> {
  const access = ['pull', 'push'].map((action) => ({ resource: 'repository', action }))
  const permissions = [{ kind: 'project', namespace: 'library', access }]
  const answer = await fetch(`${url}/api/v2.0/robots`, {
    method: 'POST',
    headers: { ...basic('admin', password), 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'ci', level: 'project', duration: 1, permissions }),
  })
  expect(answer.status).toBe(201)
  return (await answer.json()) as { name: string; secret: string }
}

async function tokenFor(url: string, robot: { name: string; secret: string }, scope: string): Promise<string> {
  const headers = basic(robot.name, robot.secret)
  const answer = await fetch(`${url}/service/token?service=harbor-registry&scope=${scope}`, { headers })
  expect(answer.status).toBe(200)
  return ((await answer.json()) as { token: string }).token
}
