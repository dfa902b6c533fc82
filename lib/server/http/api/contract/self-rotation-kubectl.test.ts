import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findProgram } from '@/scripts/testing/find-program.mjs'
import { ensureSigningKey } from '../../../registry/signing-key'
import { createRobot } from '../../../robots/create'
import { apiUrl, basic, callPath, useApi } from '../../../testing/api'
import { unique, useDatabase } from '../../../testing/database'
import { inProject, makeProject } from '../../../testing/make'
import { flushUses } from '../../../usage/note-use'

// kubectl itself, where it is, against as much of a cluster as it asks for. That the script may be killed at each of its
// lines is shown with a stand-in that answers faster, in self-rotation.test.ts.
useDatabase()
useApi()

const script = path.join(process.cwd(), 'docs/examples/rotate-secret.sh')
const name = 'robot-library-ci'
const address = `/api/v1/namespaces/default/secrets/${name}`
const base64 = (text: string) => Buffer.from(text).toString('base64')

type Data = { '.dockerconfigjson': string; 'robot-secret': string }
/** The one Secret, and what was asked of it. */
const secret = { data: {} as Data, asked: [] as string[] }
const resource = { name: 'secrets', singularName: 'secret', namespaced: true, kind: 'Secret', verbs: ['get', 'patch'] }
const answers: Record<string, object> = {
  '/api': { kind: 'APIVersions', versions: ['v1'] },
  '/version': { major: '1', minor: '31', gitVersion: 'v1.31.0' },
  '/apis': { kind: 'APIGroupList', apiVersion: 'v1', groups: [] },
  '/api/v1': { kind: 'APIResourceList', groupVersion: 'v1', resources: [resource] },
}

/** As for everybody, what there is; else it lets nobody do what the example's Role does not: get and patch, of this one. */
async function answer(request: IncomingMessage, response: ServerResponse) {
  const { method = '', url = '' } = request
  const say = (status: number, body: object) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  const { pathname } = new URL(url, 'http://cluster')
  const known = answers[pathname]
  if (method === 'GET' && known) return say(200, known)
  secret.asked.push(`${method} ${pathname}`)
  if (pathname !== address || !['GET', 'PATCH'].includes(method))
    return say(403, { kind: 'Status', apiVersion: 'v1', status: 'Failure', reason: 'Forbidden', code: 403 })
  if (method === 'PATCH') {
    expect(request.headers['content-type']).toBe('application/merge-patch+json')
    const patch = JSON.parse((await buffer(request)).toString()) as { data: Data }
    secret.data = { ...secret.data, ...patch.data }
  }
  const metadata = { name, namespace: 'default' }
  say(200, { kind: 'Secret', apiVersion: 'v1', metadata, type: 'kubernetes.io/dockerconfigjson', data: secret.data })
}

const cluster = createServer((request, response) => void answer(request, response))
let home: string
beforeAll(async () => {
  await ensureSigningKey()
  cluster.listen(0, '127.0.0.1')
  await once(cluster, 'listening')
  home = mkdtempSync(path.join(tmpdir(), 'kubectl-'))
  const server = `http://127.0.0.1:${(cluster.address() as AddressInfo).port}`
  const config = {
    ...{ kind: 'Config', apiVersion: 'v1', 'current-context': 'one' },
    clusters: [{ name: 'one', cluster: { server } }],
    users: [{ name: 'one', user: {} }],
    contexts: [{ name: 'one', context: { cluster: 'one', user: 'one', namespace: 'default' } }],
  }
  writeFileSync(path.join(home, 'kubeconfig'), JSON.stringify(config))
})
afterAll(async () => {
  await flushUses('all')
  cluster.close()
  cluster.closeAllConnections()
  rmSync(home, { recursive: true, force: true })
})

/** What pods pull with. */
const stored = () => {
  const { auths } = JSON.parse(Buffer.from(secret.data['.dockerconfigjson'], 'base64').toString()) as {
    auths: Record<string, { username: string; password: string }>
  }
  return auths['registry.example.com']!
}

test.runIf(findProgram('kubectl'))(
  'the script rolls the Secret by kubectl, which needs no more than the Role',
  async () => {
    const project = await makeProject()
    const spec = { ...inProject(project), name: unique('bot'), durationDays: 30, mayRotate: true }
    const robot = await createRobot(project.admin, spec)
    const auths = { 'registry.example.com': { username: robot.name, password: robot.secret! } }
    secret.data = { '.dockerconfigjson': base64(JSON.stringify({ auths })), 'robot-secret': base64(robot.secret!) }
    const pulls = async () => {
      const { username, password } = stored()
      return (await callPath('GET', '/service/token?service=harbor-registry', { as: basic(username, password) })).status
    }
    async function run() {
      const env = {
        ...{ PATH: process.env['PATH'], HOME: home, KUBECONFIG: path.join(home, 'kubeconfig') },
        ...{ ROBOT_URL: apiUrl(), ROBOT_NAME: robot.name, ROBOT_SECRET: name, ROBOT_REGISTRY: 'registry.example.com' },
      } as unknown as NodeJS.ProcessEnv
      const child = spawn('sh', [script], { env, stdio: ['ignore', 'ignore', 'pipe'] })
      const said = buffer(child.stderr)
      const [code] = (await once(child, 'close')) as [number]
      return { code, said: (await said).toString() }
    }

    expect(await run()).toEqual({ code: 0, said: '' })
    const rolled = stored().password
    expect([rolled === robot.secret, Buffer.from(secret.data['robot-secret'], 'base64').toString()]).toEqual([
      false,
      rolled,
    ])
    expect(await pulls()).toBe(200)
    expect((await run()).code).toBe(75)
    expect([stored().password, await pulls()]).toEqual([rolled, 200])
    expect(new Set(secret.asked)).toEqual(new Set([`GET ${address}`, `PATCH ${address}`]))
  },
  60_000,
)
