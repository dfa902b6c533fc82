// Milliseconds per request of the robots' API, with a thousand robots and with a million: see bench/README.md.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import path from 'node:path'
import { parseEnv } from '@/lib/server/env'
import { closeDatabase } from '@/lib/server/store/db'
import { setGlobalState } from '@/lib/server/global-state'
import { countQueries } from '@/lib/server/testing/count-queries'
import { Client, signIn, type Times } from './api/client'
import { operations, update, type Operation } from './api/operations'
import { measured, Seeder } from './api/seed'
import { benchPassword, startBuilt } from './tokens/processes'

const sizes = process.argv.includes('--small') ? [1_000, 20_000] : [1_000, 100_000, 1_000_000]
const folder = mkdtempSync(path.join(tmpdir(), 'bench-'))
/** An empty database of a PostgreSQL server; without one, a SQLite file. */
const given = process.argv.find((argument) => /^postgres(ql)?:/.test(argument))
const url = given ?? `file:${folder}/robots.db`
const shared = { DATABASE_URL: url, SECRET_KEY: randomBytes(32).toString('hex') }

type Row = { queries: number[]; times: Times[] }
const rows = new Map<string, Row>()
const rssMb: number[] = []

async function measure(client: Client, { title, ask, verb }: Operation): Promise<void> {
  const row = rows.get(title) ?? { queries: [], times: [] }
  rows.set(title, row)
  row.queries.push((await countQueries(url, verb)).count)
  const times = await client.measure(ask)
  row.times.push(times)
  process.stderr.write(`${title}: p95 ${times.p95.toFixed(1)} ms\n`)
}

async function measureAll(client: Client, seeder: Seeder): Promise<void> {
  const projects = Object.fromEntries(
    await Promise.all(Object.values(measured).map(async (name) => [name, await seeder.projectId(name)] as const)),
  )
  const every = operations(projects, await seeder.someIds())
  if (rows.size === 0) await client.warmUp(every.map(({ ask }) => ask))
  for (const operation of every) await measure(client, operation)
  const { body } = await client.ask(every.at(-1)!.ask())
  const { id } = body as { id: number }
  const robot = (await client.ask({ method: 'GET', path: `/robots/${id}` })).body
  await measure(client, update(id, robot as Parameters<typeof update>[1]))
}

function report(): void {
  const machine = `${cpus().length} × ${cpus()[0]!.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`
  const thousands = (value: number) => Math.round(value).toLocaleString('en')
  const titles = sizes.map((size) => `${thousands(size)} robots`)
  const lines = [...rows].map(([title, { queries, times }]) => {
    const cells = times.map(({ p50, p95, p99 }) => [p50, p95, p99].map((value) => value.toFixed(1)).join(' / '))
    const ratio = (times.at(-1)!.p95 / times[0]!.p95).toFixed(2)
    return `| ${[title, ...cells, ratio, [...new Set(queries)].join(' to ')].join(' | ')} |`
  })
  process.stdout.write(
    [
      `${given ? 'PostgreSQL' : 'SQLite'}; ${machine}; p50 / p95 / p99 in ms, one caller on the same machine`,
      '',
      `| | ${titles.join(' | ')} | p95, last ÷ first | queries |`,
      `| --- |${' --- |'.repeat(sizes.length + 2)}`,
      ...lines,
      `| RSS of the server, MB | ${rssMb.map(thousands).join(' | ')} | | |`,
      '',
    ].join('\n'),
  )
}

const server = await startBuilt('entry', folder, { ...shared, API_RATE_LIMIT: '100000000', LOG_LEVEL: 'error' })
try {
  setGlobalState('env', parseEnv(shared))
  const seeder = await Seeder.open(url)
  await seeder.projects()
  const client = new Client(server.port, await signIn(server.port, 'admin', benchPassword))
  for (const size of sizes) {
    // Making a million takes longer than the server keeps an idle connection.
    client.close()
    const start = performance.now()
    await seeder.grow(size)
    process.stderr.write(`${size} robots after ${((performance.now() - start) / 1000).toFixed(0)} s\n`)
    await measureAll(client, seeder)
    rssMb.push(server.rssMb())
  }
  client.close()
  await seeder.close()
  report()
} finally {
  await server.stop()
  await closeDatabase()
  rmSync(folder, { recursive: true, force: true })
}
