// What lists of the API cost before a change and after it, in turn, with a thousand robots and with a million: see
// bench/README.md.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import path from 'node:path'
import { asUser, Client, signIn, type Credentials } from './api/client'
import { searches } from './api/operations'
import { measured, Seeder } from './api/seed'
import { benchPassword, startBuilt, type Running } from './tokens/processes'

const [, , clone, given] = process.argv.filter((argument) => argument !== '--small')
if (!clone) throw new Error('name a clone of the revision before, with its production build')
const sizes = process.argv.includes('--small') ? [1_000, 20_000] : [1_000, 1_000_000]
const rounds = 2
/** So many ask at a time: what counts is the processor's time, which hardly depends on it. */
const callers = 4
const folder = mkdtempSync(path.join(tmpdir(), 'bench-'))
const shared = {
  DATABASE_URL: given ?? `file:${folder}/robots.db`,
  SECRET_KEY: randomBytes(32).toString('hex'),
  API_RATE_LIMIT: '100000000',
  LOG_LEVEL: 'error',
}

type Seen = { p95: number[]; cpuUs: number[] }
type Side = { title: string; server: Running; clients: Client[] }
let robot: Credentials | undefined
/** By what was asked, side and size. */
const seen = new Map<string, Seen>()

async function measure(side: Side, size: number, { title, ask }: ReturnType<typeof searches>[number]): Promise<void> {
  const key = [title, side.title, size].join()
  const row = seen.get(key) ?? { p95: [], cpuUs: [] }
  seen.set(key, row)
  const before = side.server.cpuMs()
  const times = await Promise.all(side.clients.map((client) => client.measure(ask)))
  const all = times.reduce((sum, each) => sum + each.all, 0)
  row.p95.push(Math.min(...times.map(({ p95 }) => p95)))
  row.cpuUs.push(((side.server.cpuMs() - before) * 1_000) / all)
  process.stderr.write(
    `${key}: ${all} asked, p95 ${row.p95.at(-1)!.toFixed(2)} ms, ${row.cpuUs.at(-1)!.toFixed(0)} µs\n`,
  )
}

async function open(title: string, from?: string): Promise<Side> {
  const server = await startBuilt('entry', folder, { ...shared, DATA_DIR: path.join(folder, title) }, from)
  robot ??= await makeRobot(server.port)
  return { title, server, clients: Array.from({ length: callers }, () => new Client(server.port, robot!)) }
}

/** A robot that lists robots everywhere: signing in by its generated secret costs least. */
async function makeRobot(port: number): Promise<Credentials> {
  const access = [{ resource: 'robot', action: 'list' }]
  const permissions = [
    { kind: 'system', namespace: '/', access },
    { kind: 'project', namespace: '*', access },
  ]
  const body = { name: 'lists', level: 'system', duration: -1, description: '', permissions }
  const admin = new Client(port, await signIn(port, 'admin', benchPassword))
  const made = (await admin.ask({ method: 'POST', path: '/robots', body })).body as { name: string; secret: string }
  admin.close()
  return asUser(made.name, made.secret)
}

function report(titles: string[]): void {
  const machine = `${cpus().length} × ${cpus()[0]!.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`
  // The better of the rounds: what disturbs makes slower.
  const cellsOf = (title: string, side: string) => {
    const rows = sizes.map((size) => seen.get([title, side, size].join())!)
    const [few, many] = rows.map(({ cpuUs }) => Math.min(...cpuUs))
    const p95 = rows.map((row) => Math.min(...row.p95).toFixed(1)).join(' / ')
    return [`${few!.toFixed(0)} / ${many!.toFixed(0)}`, (many! / few!).toFixed(2), p95]
  }
  const lines = titles.map(
    (title) => `| ${[title, ...cellsOf(title, 'before'), ...cellsOf(title, 'after')].join(' | ')} |`,
  )
  const robots = sizes.map((size) => size.toLocaleString('en')).join(' / ')
  process.stdout.write(
    [
      `${given ? 'PostgreSQL' : 'SQLite'}; ${machine}; ${robots} robots, ${callers} callers`,
      '',
      '| | before, processor µs | ratio | p95 ms | after, processor µs | ratio | p95 ms |',
      '| --- | --- | --- | --- | --- | --- | --- |',
      ...lines,
      '',
    ].join('\n'),
  )
}

// Ours sets up the tables; the one before may work on them.
const after = await open('after')
const sides = [after]
try {
  const before = await open('before', path.resolve(clone))
  sides.push(before)
  const seeder = await Seeder.open(shared.DATABASE_URL)
  await seeder.projects()
  const ids = Object.fromEntries(
    await Promise.all(Object.values(measured).map(async (name) => [name, await seeder.projectId(name)] as const)),
  )
  const every = searches(ids)
  for (const size of sizes) {
    for (const client of sides.flatMap(({ clients }) => clients)) client.close()
    await seeder.grow(size)
    for (const { clients } of sides)
      await Promise.all(clients.map((client) => client.warmUp(every.map(({ ask }) => ask))))
    for (const each of every)
      for (let round = 0; round < rounds; round++) for (const side of [before, after]) await measure(side, size, each)
  }
  await seeder.close()
  report(every.map(({ title }) => title))
} finally {
  for (const { clients, server } of sides) {
    for (const client of clients) client.close()
    await server.stop()
  }
  rmSync(folder, { recursive: true, force: true })
}
