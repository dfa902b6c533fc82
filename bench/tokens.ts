// Requests per second of the token service against what the machine can do at most, in one run: see bench/README.md.
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import path from 'node:path'
import { measure, startBaseline, startBuilt, type Measured, type Plan, type Running } from './tokens/processes'
import { Seeder, type Caller } from './tokens/seed'

const isSmall = process.argv.includes('--small')
const [few, many, seconds] = isSmall ? [1_000, 10_000, 2] : [1_000, 1_000_000, 6]
const connections = 32
const warmingRequests = 6_000

type Row = Measured & { title: string; rssMb: number; cpuUs: number }
const rows: Row[] = []

const get = (target: string, headers = '') => `GET ${target} HTTP/1.1\r\nHost: 127.0.0.1\r\n${headers}\r\n`
const asToken = ({ name, secret, project }: Caller) =>
  get(
    `/service/token?service=harbor-registry&scope=repository%3A${project}%2Fapp%3Apull%2Cpush`,
    `Authorization: Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}\r\n`,
  )

async function row(title: string, servers: Running[], requests: string[], rate: number | null = null): Promise<Row> {
  const plan = { ports: servers.map(({ port }) => port), requests, connections, rate }
  if (rate === null) await warmUp(plan)
  const cpuMs = () => servers.reduce((sum, server) => sum + server.cpuMs(), 0)
  const before = cpuMs()
  const measured = await measure({ ...plan, seconds })
  const cpuUs = ((cpuMs() - before) * 1000) / measured.answers
  const made = { title, ...measured, cpuUs, rssMb: Math.max(...servers.map((server) => server.rssMb())) }
  if (measured.failures > 0) throw new Error(`${title}: ${measured.failures} answers were not 200`)
  rows.push(made)
  process.stderr.write(`${title}: ${made.rps.toFixed(0)}/s, ${cpuUs.toFixed(0)} µs of processor each\n`)
  return made
}

/** Until the code is compiled, which takes requests, not seconds. */
async function warmUp(plan: Omit<Plan, 'seconds'>): Promise<void> {
  const deadline = Date.now() + 60_000
  for (let answers = 0; answers < warmingRequests * plan.ports.length && Date.now() < deadline;) {
    answers += (await measure({ ...plan, seconds: 2 })).answers
  }
}

async function baseline(mode: 'bare' | 'sign', title: string): Promise<Row> {
  const server = await startBaseline(mode)
  const made = await row(title, [server], [get('/')])
  await server.stop()
  return made
}

function report(ratios: [string, string, string][]): void {
  const thousands = (value: number) => Math.round(value).toLocaleString('en')
  const [cpu] = cpus()
  const machine = `${cpus().length} × ${cpu!.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`
  const lines = rows.map(
    ({ title, rps, p50, p99, cpuUs, rssMb }) =>
      `| ${title} | ${thousands(rps)} | ${p50.toFixed(1)} | ${p99.toFixed(1)} | ${thousands(cpuUs)} | ${thousands(rssMb)} |`,
  )
  const goals = ratios.map(([title, value, goal]) => `| ${title} | ${value} | ${goal} |`)
  process.stdout.write(
    [
      `${machine}; load generator on the same machine, ${connections} connections, ${seconds} s each`,
      '',
      '| measured | requests/s | p50 ms | p99 ms | processor µs per request | RSS MB |',
      '| --- | --- | --- | --- | --- | --- |',
      ...lines,
      '',
      '| ratio | seen | goal |',
      '| --- | --- | --- |',
      ...goals,
      '',
    ].join('\n'),
  )
}

const folder = mkdtempSync(path.join(tmpdir(), 'bench-'))
const started: Running[] = []
async function start(entry: 'entry' | 'tokens'): Promise<Running> {
  const server = await startBuilt(entry, folder)
  started.push(server)
  return server
}

try {
  const bare = await baseline('bare', 'bare node:http')
  const signing = await baseline('sign', 'bare node:http + ES256')

  const console = await start('entry')
  const seeder = await Seeder.open(`file:${folder}/data/robots.db`)
  const callers = await seeder.callers(few - 51)
  const [generated, chosen, wide] = [callers.generated, callers.chosen, callers.wide].map((each) => each.map(asToken))
  const size = few.toLocaleString('en')
  const inConsole = await row(`console, generated secret, ${size} robots`, [console], generated!)
  await row('console, chosen secret', [console], chosen!)
  await row('console, 19 grants', [console], wide!)
  const route = await row('Next’s route /api/auth/csrf', [console], [get('/api/auth/csrf')])

  const tokens = await start('tokens')
  const alone = await row(`start:tokens, generated secret, ${size} robots`, [tokens], generated!)
  await row('start:tokens, one robot, one scope', [tokens], generated!.slice(0, 1))
  await row('start:tokens, chosen secret', [tokens], chosen!)
  await row('start:tokens, 19 grants', [tokens], wide!)
  const half = await row('start:tokens, at half of its load', [tokens], generated!, alone.rps / 2)
  await row('console + start:tokens, both under load', [console, tokens], generated!)
  const second = await start('tokens')
  const two = await row('start:tokens, 2 processes', [tokens, second], generated!)
  await second.stop()
  started.pop()

  const grownFrom = performance.now()
  await seeder.grow(many)
  await seeder.close()
  process.stderr.write(`${many} robots after ${((performance.now() - grownFrom) / 1000).toFixed(0)} s\n`)
  const grown = await row(`start:tokens, generated secret, ${many.toLocaleString('en')} robots`, [tokens], generated!)
  await row(`console, generated secret, ${many.toLocaleString('en')} robots`, [console], generated!)

  const percent = (part: number) => `${(part * 100).toFixed(0)} %`
  const asNextRoute = 1 / (1 / route.rps + 1 / alone.rps - 1 / bare.rps)
  report([
    ['start:tokens ÷ bare + ES256', percent(alone.rps / signing.rps), '≥ 50 %'],
    ['the same in processor time per request', percent(signing.cpuUs / alone.cpuUs), '≥ 50 %'],
    ['console ÷ bare + ES256', percent(inConsole.rps / signing.rps), ''],
    ['2 processes ÷ 1', (two.rps / alone.rps).toFixed(2), ''],
    ['start:tokens ÷ Next’s route', (alone.rps / route.rps).toFixed(1), ''],
    ['start:tokens ÷ the same work behind Next (reckoned)', (alone.rps / asNextRoute).toFixed(1), '≥ 5'],
    ['Next’s route ÷ start:tokens in processor time', (route.cpuUs / alone.cpuUs).toFixed(1), ''],
    ['p99 at half load', `${half.p99.toFixed(1)} ms`, '< 20 ms'],
    [`time per request, ${many.toLocaleString('en')} ÷ ${size} robots`, (alone.rps / grown.rps).toFixed(2), '≤ 1.3'],
    ['largest RSS', `${Math.max(...rows.map(({ rssMb }) => rssMb)).toFixed(0)} MB`, '< 300 MB'],
  ])
} finally {
  await Promise.all(started.map((server) => server.stop()))
  rmSync(folder, { recursive: true, force: true })
}
