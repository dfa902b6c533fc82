// What creating and updating a robot by the API costs: see bench/README.md.
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { permissionCatalog } from '@/lib/domain/permissions/permission-catalog'
import { Client, signIn, type Ask, type Credentials } from './api/client'
import { makeDatabase, ownMs, ownTime } from './api/databases'
import { Figures } from './api/figures'
import { benchPassword, startBuilt } from './tokens/processes'

const { positionals, values: options } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '2' },
    requests: { type: 'string', default: '500' },
    beside: { type: 'string', multiple: true, default: [] },
  },
})
const measured = Number(options.requests)
const warming = 700
const folder = mkdtempSync(path.join(tmpdir(), 'bench-'))
const figures = new Figures()

const access = (count: number) => permissionCatalog.project.slice(0, count)
const robot = (name: string, granted: object[]) => ({
  name,
  level: 'project',
  duration: 30,
  description: '',
  permissions: [{ kind: 'project', namespace: 'library', access: granted }],
})
const create = (): Ask => ({
  method: 'POST',
  path: '/robots',
  body: robot(`made-${randomBytes(6).toString('hex')}`, access(19)),
})

/** By title what is asked for, each time another. */
async function asks(client: Client): Promise<[title: string, ask: () => Ask][]> {
  const rights = ['create', 'read'].map((action) => ({ resource: 'robot', action }))
  const maker = robot('maker', [...access(19), ...rights])
  const made = (await client.ask({ method: 'POST', path: '/robots', body: maker })).body as Record<string, string>
  const login = Buffer.from(`${made.name}:${made.secret}`).toString('base64')
  const basic: Credentials = { authorization: `Basic ${login}` }
  const { id } = (await client.ask(create())).body as { id: number }
  const one = (await client.ask({ method: 'GET', path: `/robots/${id}` })).body as object
  let turn = 0
  const update = (): Ask => {
    const { permissions } = robot('', access(19 - (++turn % 2)))
    return { method: 'PUT', path: `/robots/${id}`, body: { ...one, description: `edit ${turn}`, permissions } }
  }
  return [
    ['create, by a session', create],
    ['create, by a robot', () => ({ ...create(), as: basic })],
    ['update, by a session', update],
  ]
}

async function measureClone(column: string, clone: string | undefined, given: string | undefined): Promise<void> {
  const data = path.join(folder, randomBytes(4).toString('hex'))
  mkdirSync(data)
  const { url, remove } = await makeDatabase(data, given)
  const environment = { DATABASE_URL: url, SECRET_KEY: randomBytes(32).toString('hex') }
  const server = await startBuilt('entry', data, { ...environment, API_RATE_LIMIT: '100000000' }, clone)
  const client = new Client(server.port, await signIn(server.port, 'admin', benchPassword))
  try {
    for (const [title, ask] of await asks(client)) {
      for (let at = 0; at < warming; at++) await client.ask(ask())
      const before = { cpu: server.cpuMs(), own: await ownTime(url) }
      const times: number[] = []
      for (let at = 0; at < measured; at++) times.push((await client.ask(ask())).ms)
      const per = (ms: number) => (ms / measured).toFixed(2)
      const own = given === undefined ? '' : ` (${per(ownMs(before.own, await ownTime(url)))})`
      times.sort((one, other) => one - other)
      figures.add(title, column, `${per(server.cpuMs() - before.cpu)}${own}`)
      figures.add(`${title}, p95 ms`, column, times[Math.floor(measured * 0.95)]!.toFixed(1))
    }
    figures.add('RSS, MB', column, server.rssMb().toFixed(0))
  } finally {
    client.close()
    await server.stop()
    await remove()
  }
}

try {
  for (let round = 0; round < Number(options.rounds); round++) {
    for (const given of [undefined, ...positionals]) {
      const engine = given === undefined ? 'SQLite' : 'PostgreSQL'
      for (const clone of [...options.beside, undefined]) {
        const revision = options.beside.length === 0 ? '' : `, ${clone ? path.basename(clone) : 'now'}`
        await measureClone(`${engine}${revision}`, clone, given)
      }
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
figures.print('processor ms per request (the database’s own)')
process.exit(0)
