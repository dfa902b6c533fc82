// What creating and updating a robot by the API costs: see bench/README.md.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { permissionCatalog } from '@/lib/domain/permission-catalog'
import { Client, signIn, type Ask, type Credentials } from './api/client'
import { benchPassword, startBuilt } from './tokens/processes'

const [warming, measured] = [1_500, 1_000]
const folder = mkdtempSync(path.join(tmpdir(), 'bench-'))
/** An empty database of a PostgreSQL server; without one, a SQLite file. */
const given = process.argv.find((argument) => /^postgres(ql)?:/.test(argument))
const shared = { DATABASE_URL: given ?? `file:${folder}/robots.db`, SECRET_KEY: randomBytes(32).toString('hex') }

/** Processor milliseconds of the server's processes of PostgreSQL that serve this database. */
async function databaseCpuMs(): Promise<number> {
  if (!given) return 0
  const client = new pg.Client({ connectionString: given })
  await client.connect()
  const { rows } = await client.query<{ pid: number }>(
    'SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  )
  await client.end()
  const ticks = rows.map(({ pid }) => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' '))
  return ticks.reduce((sum, [...fields]) => sum + Number(fields[11]) + Number(fields[12]), 0) * 10
}

const access = (count: number) => permissionCatalog.project.slice(0, count)
const inProject = (count: number) => [{ kind: 'project', namespace: 'library', access: access(count) }]
const robot = (name: string, count: number) => ({
  name,
  level: 'project',
  duration: 30,
  description: '',
  permissions: inProject(count),
})
const create = (): Ask => ({
  method: 'POST',
  path: '/robots',
  body: robot(`made-${randomBytes(6).toString('hex')}`, 19),
})

const server = await startBuilt('entry', folder, {
  ...shared,
  API_RATE_LIMIT: '100000000',
  LOG_LEVEL: 'error',
  ...(process.env.BENCH_NODE_OPTIONS && { NODE_OPTIONS: process.env.BENCH_NODE_OPTIONS }),
})
try {
  const session = await signIn(server.port, 'admin', benchPassword)
  const client = new Client(server.port, session)
  const maker = {
    ...robot('maker', 0),
    permissions: [
      {
        kind: 'project',
        namespace: 'library',
        access: [...access(19), { resource: 'robot', action: 'create' }, { resource: 'robot', action: 'read' }],
      },
    ],
  }
  const made = (await client.ask({ method: 'POST', path: '/robots', body: maker })).body as {
    name: string
    secret: string
    id: number
  }
  const basic: Credentials = { authorization: `Basic ${Buffer.from(`${made.name}:${made.secret}`).toString('base64')}` }
  let turn = 0
  const { id } = (await client.ask(create())).body as { id: number }
  const one = (await client.ask({ method: 'GET', path: `/robots/${id}` })).body as object
  const update = (): Ask => ({
    method: 'PUT',
    path: `/robots/${id}`,
    body: { ...one, description: `edit ${++turn}`, permissions: inProject(19 - (turn % 2)) },
  })
  const rows: [title: string, ask: () => Ask][] = [
    ['create, by a session', create],
    ['create, by a robot', () => ({ ...create(), as: basic })],
    ['update, by a session', update],
  ]
  for (const [title, ask] of rows) {
    for (let at = 0; at < warming; at++) await client.ask(ask())
    const before = { cpu: server.cpuMs(), database: await databaseCpuMs() }
    const times: number[] = []
    for (let at = 0; at < measured; at++) times.push((await client.ask(ask())).ms)
    const per = (after: number, from: number) => ((after - from) / measured).toFixed(2)
    times.sort((a, b) => a - b)
    const ms = [0.5, 0.95, 0.99].map((part) => times[Math.floor(measured * part)]!.toFixed(1)).join(' / ')
    const cpu = per(server.cpuMs(), before.cpu)
    process.stdout.write(
      `| ${title} | ${cpu} | ${per(await databaseCpuMs(), before.database)} | ${ms} | ${server.rssMb().toFixed(0)} |\n`,
    )
  }
  client.close()
} finally {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}
