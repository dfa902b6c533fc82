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
const folder = mkdtempSync(path.join(tmpdir(), 'bench-'))
const shared = {
  DATABASE_URL: given ?? `file:${folder}/robots.db`,
  SECRET_KEY: randomBytes(32).toString('hex'),
  API_RATE_LIMIT: '100000000',
  LOG_LEVEL: 'error',
}

type Seen = { p95: number[]; cpuUs: number[] }
type Side = { title: string; server: Running; client: Client }
let robot: Credentials | undefined
/** By what was asked, side and size. */
const seen = new Map<string, Seen>()

async function measure(side: Side, size: number, { title, ask }: ReturnType<typeof searches>[number]): Promise<void> {
  const key = [title, side.title, size].join()
  const row = seen.get(key) ?? { p95: [], cpuUs: [] }
  seen.set(key, row)
  const before = side.server.cpuMs()
  const { p95, all } = await side.client.measure(ask)
  row.p95.push(p95)
  row.cpuUs.push(((side.server.cpuMs() - before) * 1_000) / all)
  process.stderr.write(`${key}: p95 ${p95.toFixed(2)} ms, ${row.cpuUs.at(-1)!.toFixed(0)} µs\n`)
}

async function open(title: string, from?: string): Promise<Side> {
  const server = await startBuilt('entry', folder, { ...shared, DATA_DIR: path.join(folder, title) }, from)
  robot ??= await makeRobot(server.port)
  return { title, server, client: new Client(server.port, robot) }
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
    const [few, many] = sizes.map((size) => seen.get([title, side, size].join())!)
    const [least, most] = [Math.min(...few!.p95), Math.min(...many!.p95)]
    const cpu = [few!, many!].map(({ cpuUs }) => Math.min(...cpuUs).toFixed(0))
    return [`${least.toFixed(2)} / ${most.toFixed(2)}`, (most / least).toFixed(2), cpu.join(' / ')]
  }
  const lines = titles.map(
    (title) => `| ${[title, ...cellsOf(title, 'before'), ...cellsOf(title, 'after')].join(' | ')} |`,
  )
  process.stdout.write(
    [
      `${given ? 'PostgreSQL' : 'SQLite'}; ${machine}; ${sizes.map((size) => size.toLocaleString('en')).join(' / ')} robots`,
      '',
      '| | p95 ms before | ratio | µs | p95 ms after | ratio | µs |',
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
    for (const { client } of sides) client.close()
    await seeder.grow(size)
    for (const { client } of sides) await client.warmUp(every.map(({ ask }) => ask))
    for (const each of every)
      for (let round = 0; round < rounds; round++) for (const side of [before, after]) await measure(side, size, each)
  }
  await seeder.close()
  report(every.map(({ title }) => title))
} finally {
  for (const { client, server } of sides) {
    client.close()
    await server.stop()
  }
  rmSync(folder, { recursive: true, force: true })
}
