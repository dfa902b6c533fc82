// What a token costs of processor time, by kind of caller, on either engine and of several checkouts in turn: see
// bench/README.md.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { signIn } from './api/client'
import { makeDatabase, ownMs, ownTime, type Database } from './api/databases'
import { Figures } from './api/figures'
import { benchPassword, measure, root, startBaseline, startBuilt, type Running } from './tokens/processes'
import { Seeder, type Caller, type Callers } from './tokens/seed'

const { positionals, values: options } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '2' },
    rounds: { type: 'string', default: '2' },
    robots: { type: 'string' },
    only: { type: 'string', default: '' },
    patterns: { type: 'boolean', default: false },
    secrets: { type: 'boolean', default: false },
    beside: { type: 'string', multiple: true, default: [] },
  },
})
const [seconds, rounds] = [Number(options.seconds), Number(options.rounds)]
const connections = 32
/** So long, a process that has just started longer. */
const warmingMs = { first: 3_000, later: 900 }
const page = '/api/v2.0/robots?q=Level%253Dproject%252CProjectID%253D2&page=1&page_size=15&sort=name'

const get = (target: string, headers: Record<string, string> = {}) => {
  const lines = Object.entries({ Host: '127.0.0.1', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`)
  return `GET ${target} HTTP/1.1\r\n${lines.join('')}\r\n`
}
const asToken = ({ name, secret, project }: Caller, repository = 'app') =>
  get(`/service/token?service=harbor-registry&scope=repository%3A${project}%2F${repository}%3Apull%2Cpush`, {
    Authorization: `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`,
  })

/** Each asks for forty repositories in turn, so that hardly any two ask the same within a second. */
const noTwoTheSame = (callers: Caller[]) =>
  Array.from({ length: 40 }, (_, nth) => callers.map((each) => asToken(each, `app-${nth}`))).flat()

const figures = new Figures()
const rates = new Map<string, number>()
const warm = new WeakSet<Running>()
const folder = mkdtempSync(path.join(tmpdir(), 'bench-'))
const secretKey = 'the secret key of the benchmark, not of anybody else'

/** A server that is measured, under which heading, and the database whose own time is told beside. */
type Measured = { column: string; server: Running; url?: string }

async function row({ column, server, url }: Measured, title: string, requests: string[], rate: number | null = null) {
  if (!new RegExp(options.only).test(title)) return
  const plan = { ports: [server.port], requests, connections, rate }
  const deadline = Date.now() + (warm.has(server) ? warmingMs.later : warmingMs.first)
  while (rate === null && Date.now() < deadline) await measure({ ...plan, seconds: 1 })
  warm.add(server)
  const before = { cpu: server.cpuMs(), own: url && (await ownTime(url)) }
  const { rps, p99, answers, failures } = await measure({ ...plan, seconds })
  if (failures > 0) throw new Error(`${title}: ${failures} answers were not 200`)
  const per = (ms: number) => ((ms * 1000) / answers).toFixed(1)
  const own = url && before.own ? ` (${per(ownMs(before.own, await ownTime(url)))})` : ''
  figures.add(title, column, `${per(server.cpuMs() - before.cpu)}${own}`)
  if (rate !== null) figures.add(`${title}, p99 ms`, column, p99.toFixed(1))
  rates.set(title, rps)
}

/** What a title was measured at, once more with half as much to do. */
async function halfOf(measured: Measured, title: string, requests: string[]) {
  const rate = rates.get(title)
  if (rate) await row(measured, `${title}, at half load`, requests, rate / 2)
}

const environmentOf = (url: string) => ({
  DATA_DIR: `${folder}/data`,
  DATABASE_URL: url,
  SECRET_KEY: secretKey,
  ADMIN_PASSWORD: benchPassword,
})

/** By the checkout's own code: an older revision cannot take every database of a newer one. */
async function setUp(url: string, clone = root): Promise<Callers> {
  const script = path.join(import.meta.dirname, 'tokens/set-up.ts')
  execFileSync(process.execPath, ['--import', 'tsx', '--conditions=react-server', script], {
    cwd: clone,
    env: { ...process.env, ...environmentOf(url), NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const seeder = await Seeder.open(url)
  const [narrowed, rolling] = [options.patterns, options.secrets].map((wanted) => (wanted ? 949 : 0))
  const callers = await seeder.callers(949, { narrowed, rolling })
  if (options.secrets) await seeder.rollOver(callers.rolling)
  if (options.robots) await seeder.grow(Number(options.robots))
  await seeder.close()
  return callers
}

async function bare(): Promise<void> {
  for (const mode of ['bare', 'sign'] as const) {
    const server = await startBaseline(mode)
    const title = mode === 'bare' ? 'bare node:http' : 'bare node:http + ES256'
    await row({ column: 'bare', server }, title, [get('/')])
    if (mode === 'sign') await halfOf({ column: 'bare', server }, title, [get('/')])
    await server.stop()
  }
}

async function tokens(column: string, url: string, clone: string | undefined, callers: Callers): Promise<void> {
  const server = await startBuilt('tokens', folder, { ...environmentOf(url), API_RATE_LIMIT: '100000000' }, clone)
  const measured = { column, server, ...(!url.startsWith('file:') && { url }) }
  const generated = callers.generated.map((caller) => asToken(caller))
  const apart = noTwoTheSame(callers.generated)
  const session = await signIn(server.port, 'admin', benchPassword)
  const list = await fetch(`http://127.0.0.1:${server.port}${page}`, { headers: session })
  const ids = ((await list.json()) as { id: number }[]).map(({ id }) => id)
  const one = ids.map((id) => get(`/api/v2.0/robots/${id}`, session))
  try {
    await row(measured, 'token, each of 949 robots in turn', generated)
    await halfOf(measured, 'token, each of 949 robots in turn', generated)
    await row(measured, 'token, no two ask the same', apart)
    await row(measured, 'token, one robot, one scope', generated.slice(0, 1))
    await row(measured, 'token, chosen secret', [asToken(callers.chosen[0]!)])
    await row(measured, 'API, ping', [get('/api/v2.0/ping')])
    await row(measured, 'API, one robot, by a session', one)
    await row(measured, 'API, a page of 15 of a project, by a session', [get(page, session)])
    figures.add('RSS, MB', column, server.rssMb().toFixed(0))
  } finally {
    await server.stop()
  }
}

type Pair = { usual: string[]; other: string[] }
/** Of the process, and of the database beside it. */
type Costs = Record<keyof Pair, { process: number[]; own: number[] }>

/**
 * Two kinds of robots by turns in one process: what the other costs more. What a robot is used for the first time is
 * written some seconds later, and whatever else comes by the clock falls on both alike, so nothing is counted before.
 */
async function besideEachOther(server: Running, url: string, pair: Pair): Promise<Costs> {
  const costs: Costs = { usual: { process: [], own: [] }, other: { process: [], own: [] } }
  for (let turn = -2; turn < rounds * 4; turn++) {
    for (const kind of turn % 2 ? (['other', 'usual'] as const) : (['usual', 'other'] as const)) {
      const before = { cpu: server.cpuMs(), own: await ownTime(url) }
      const plan = { ports: [server.port], requests: pair[kind], connections, rate: null, seconds }
      const { answers, failures } = await measure(plan)
      if (failures > 0) throw new Error(`${failures} answers were not 200`)
      if (turn < 0) continue
      costs[kind].process.push(((server.cpuMs() - before.cpu) * 1000) / answers)
      costs[kind].own.push((ownMs(before.own, await ownTime(url)) * 1000) / answers)
    }
  }
  return costs
}

/** `kind`: what the other robots have. */
async function pairs(column: string, url: string, kind: string, all: Record<string, Pair>): Promise<void> {
  const server = await startBuilt('tokens', folder, environmentOf(url))
  try {
    for (const [title, pair] of Object.entries(all)) {
      const { usual, other } = await besideEachOther(server, url, pair)
      figures.add(`token, ${title}`, column, told(usual))
      figures.add(`token, ${title}, with ${kind}`, column, told(other))
      const dearer = 100 * (quartile(other.process) / quartile(usual.process) - 1)
      figures.add(`${title}, dearer with ${kind}, %`, column, dearer.toFixed(1))
    }
  } finally {
    await server.stop()
  }
}

// What else runs only ever adds.
const quartile = (values: number[]) => [...values].sort((one, other) => one - other)[values.length >> 2]!
const told = ({ process: values, own }: Costs['usual']) =>
  `${quartile(values).toFixed(1)} (${quartile(own).toFixed(1)}; ${values.map((each) => each.toFixed(0)).join(' ')})`

const patterns = ({ generated, narrowed }: Callers): Record<string, Pair> => ({
  'no two ask the same': { usual: noTwoTheSame(generated), other: noTwoTheSame(narrowed) },
})
const secrets = ({ generated, rolling }: Callers): Record<string, Pair> => ({
  'each of 949 robots in turn': {
    usual: generated.map((each) => asToken(each)),
    other: rolling.map((each) => asToken(each)),
  },
  'no two ask the same': { usual: noTwoTheSame(generated), other: noTwoTheSame(rolling) },
})

type Contender = Database & { column: string; clone: string | undefined; callers: Callers }

/** Each revision on each engine. */
async function contender(given: string | undefined, clone: string | undefined): Promise<Contender> {
  const engine = given === undefined ? 'SQLite' : 'PostgreSQL'
  const revision = options.beside.length === 0 ? '' : `, ${clone ? path.basename(clone) : 'now'}`
  const database = await makeDatabase(folder, given)
  return { ...database, column: `${engine}${revision}`, clone, callers: await setUp(database.url, clone) }
}

const contenders: Contender[] = []
try {
  for (const given of [undefined, ...positionals]) {
    for (const clone of [...options.beside, undefined]) contenders.push(await contender(given, clone))
  }
  for (const { column, url, callers } of contenders) {
    if (options.patterns) await pairs(column, url, 'patterns', patterns(callers))
    if (options.secrets) await pairs(column, url, 'two secrets', secrets(callers))
  }
  for (let round = 0; round < rounds && !options.patterns && !options.secrets; round++) {
    await bare()
    for (const { column, url, clone, callers } of contenders) await tokens(column, url, clone, callers)
  }
} finally {
  for (const { remove } of contenders) await remove()
  rmSync(folder, { recursive: true, force: true })
}
figures.print('processor µs per request (the database’s own)')
process.exit(0)
