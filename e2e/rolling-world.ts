import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startCluster } from '../scripts/testing/postgres-cluster.mjs'
import { startBalancer } from './balancer'
import { signInState } from './fixtures'
import { writeOciImage } from './oci-image'
import { basic, type Ask, type Credentials, type Made, type Others } from './outage-load'
import { startRegistry } from './registry'
import { adminPassword, startServer, startTokens, type TestServer } from './server'
import { makeSkopeo } from './skopeo'

type Doors = { console: TestServer; tokens: TestServer }

/** A PostgreSQL, a load balancer before it, and what replicas of any revision are started with. */
export async function makeWorld() {
  const cluster = await startCluster({ keeps: true })
  const balancer = await startBalancer()
  const env = {
    DATABASE_URL: cluster.url,
    SECRET_KEY: randomBytes(32).toString('hex'),
    EXTERNAL_URL: balancer.url,
    API_RATE_LIMIT: '999999999',
    TRUST_PROXY: '1',
  }
  const running = new Set<TestServer>()
  async function added(door: keyof Doors, starting: Promise<TestServer>): Promise<TestServer> {
    const server = await starting
    running.add(server)
    await balancer.add(door, server)
    return server
  }
  async function forget(server: TestServer): Promise<void> {
    running.delete(server)
    await balancer.remove(server)
  }
  return {
    cluster,
    balancer,
    startConsole: (folder?: string) => added('console', startServer(env, folder)),
    startDoor: (beside: TestServer, folder?: string) =>
      added(
        'tokens',
        startTokens(beside, { EXTERNAL_URL: balancer.url, API_RATE_LIMIT: '999999999', TRUST_PROXY: '1' }, folder),
      ),
    /** Told to end, as an orchestrator does it; the balancer finds out by itself. */
    async leave(server: TestServer): Promise<number | null> {
      const code = await server.stop()
      await forget(server)
      return code
    },
    /** Taken out of the balancer, then told to end: what a version needs that does not take who waits at its door. */
    async takeOut(server: TestServer): Promise<number | null> {
      await forget(server)
      return server.stop()
    },
    async kill(server: TestServer): Promise<void> {
      await server.kill()
      await forget(server)
    },
    async end() {
      await Promise.all([...running].map((server) => server.stop()))
      await balancer.stop()
      await cluster.stop()
    },
  }
}

/** The administrator's cookies, and a robot of the system that makes others and pulls and pushes. */
export async function makeCallers(url: string) {
  const state = await signInState(url, { username: 'admin', password: adminPassword })
  const cookie = state.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const permission = (resource: string, ...actions: string[]) => actions.map((action) => ({ resource, action }))
  const access = [...permission('robot', 'create', 'list'), ...permission('repository', 'pull', 'push')]
  const permissions = [{ kind: 'project', namespace: 'library', access }]
  const response = await fetch(`${url}/api/v2.0/robots`, {
    method: 'POST',
    headers: { ...basic({ name: 'admin', secret: adminPassword }), 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'maker', level: 'system', duration: -1, permissions }),
  })
  if (response.status !== 201) throw new Error(await response.text())
  return { state, cookie, robot: (await response.json()) as Credentials }
}

/** What the last edits of a robot's description were: the one that was acknowledged, and those that may have been done. */
export type Edits = Map<number, string[]>

/** One who edits robots in turn, in the name of the administrator. */
export function editor(url: string, cookie: string, ask: Ask, made: Made[], edits: Edits) {
  const headers = { cookie, origin: url, 'content-type': 'application/json' }
  let count = 0
  return async () => {
    const robot = made[count++ % Math.max(made.length, 1)]
    if (!robot) return
    const { id, name } = robot
    const description = `edited ${count}`
    const permissions = [
      { kind: 'project', namespace: 'library', access: [{ resource: 'repository', action: 'pull' }] },
    ]
    const body = JSON.stringify({ id, name, level: 'project', duration: 30, disable: false, description, permissions })
    const { status } = await ask('edit', `${url}/api/v2.0/robots/${id}`, { method: 'PUT', headers, body })
    edits.set(id, status === 200 ? [description] : [...(edits.get(id) ?? ['']), description])
    return status
  }
}

/** A registry that trusts the token service, and one who pushes to it and pulls from it. */
export async function makeRegistry(url: string, robot: Credentials) {
  const registry = await startRegistry(url)
  const skopeo = makeSkopeo(registry)
  const folder = mkdtempSync(path.join(tmpdir(), 'rolling-'))
  const login = await skopeo.login(robot)
  if (login.code !== 0) throw new Error(login.output)
  const failures: string[] = []
  const outcomeOf = async (running: ReturnType<typeof skopeo.push>) => {
    const { code, output } = await running
    if (code === 0) return 'done'
    failures.push(output)
    return 'failed'
  }
  let count = 0
  const client: Others = ({ count: counted }) => [
    async () => {
      const image = writeOciImage(folder, `${count++}`)
      await counted('skopeo push', () => outcomeOf(skopeo.push(image, 'library/app:1')))
      await counted('skopeo pull', () =>
        outcomeOf(skopeo.pull('library/app:1', `dir:${path.join(folder, `${count}`)}`)),
      )
    },
  ]
  return {
    client,
    failures,
    async stop() {
      skopeo.clean()
      rmSync(folder, { recursive: true, force: true })
      await registry.stop()
    },
  }
}
