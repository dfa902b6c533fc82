// What counting for metrics, and being scraped, costs a token of processor time, beside a checkout that does neither, and
// what traces cost: see bench/README.md.
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { freePort } from '../scripts/testing/free-port.mjs'
import { makeDatabase } from './api/databases'
import { Figures } from './api/figures'
import { benchPassword, measure, root, startBuilt, type Running } from './tokens/processes'
import { Seeder } from './tokens/seed'

const { positionals, values: options } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '1' },
    turns: { type: 'string', default: '12' },
    /** Seconds between two scrapes. */
    scrape: { type: 'string', default: '5' },
    before: { type: 'string' },
    /** With a server that sends traces of all requests, and one of a hundredth of them. */
    traces: { type: 'boolean', default: false },
  },
})
const seconds = Number(options.seconds)
const folder = mkdtempSync(path.join(tmpdir(), 'bench-'))
const figures = new Figures()
const { url, remove } = await makeDatabase(folder, positionals[0])
const environment = {
  DATA_DIR: `${folder}/data`,
  DATABASE_URL: url,
  SECRET_KEY: 'the secret key of the benchmark, not of anybody else',
  ADMIN_PASSWORD: benchPassword,
}

async function makeRequests(): Promise<string[]> {
  execFileSync(
    process.execPath,
    ['--import', 'tsx', '--conditions=react-server', path.join(import.meta.dirname, 'tokens/set-up.ts')],
    {
      cwd: root,
      env: { ...process.env, ...environment, NODE_ENV: 'production' },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  const seeder = await Seeder.open(url)
  const { generated } = await seeder.callers(949, { narrowed: 0, rolling: 0 })
  await seeder.close()
  return generated.map(({ name, secret, project }) => {
    const target = `/service/token?service=harbor-registry&scope=repository%3A${project}%2Fapp%3Apull%2Cpush`
    const authorization = `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`
    return `GET ${target} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: ${authorization}\r\n\r\n`
  })
}

/** Takes whatever is sent, in a process of its own. */
async function startCollector() {
  const port = await freePort()
  const code = `require('node:http').createServer((q, r) => q.resume().on('end', () => r.end('{}'))).listen(${port}, '127.0.0.1')`
  const child = spawn(process.execPath, ['-e', code], { stdio: 'ignore' })
  return { url: `http://127.0.0.1:${port}`, stop: () => child.kill() }
}

/** One turn: processor microseconds per token. */
async function cost(server: Running, requests: string[]): Promise<number> {
  const before = server.cpuMs()
  const { answers, failures } = await measure({ ports: [server.port], requests, connections: 32, rate: null, seconds })
  if (failures > 0) throw new Error(`${failures} answers were not 200`)
  return ((server.cpuMs() - before) * 1000) / answers
}

const sorted = (values: number[]) => [...values].sort((one, other) => one - other)
/** What else runs only ever adds. */
const quartile = (values: number[]) => sorted(values)[values.length >> 2]!

async function run(): Promise<void> {
  const requests = await makeRequests()
  const metrics = await freePort()
  const start = (more: Record<string, string>, clone?: string) =>
    startBuilt('tokens', folder, { ...environment, ...more }, clone)
  const servers = new Map<string, Running>()
  if (options.before) servers.set('before', await start({}, options.before))
  servers.set('off', await start({}))
  servers.set('on', await start({ METRICS_PORT: String(metrics) }))
  const collector = options.traces ? await startCollector() : null
  for (const share of collector ? ['0.01', '1'] : []) {
    const traced = { OTEL_EXPORTER_OTLP_ENDPOINT: collector!.url, OTEL_TRACES_SAMPLER_ARG: share }
    servers.set(`traces of ${share}`, await start(traced))
  }
  const scrape = async () => void (await (await fetch(`http://127.0.0.1:${metrics}/metrics`)).text())
  const scraping = setInterval(() => void scrape(), Number(options.scrape) * 1000)
  const costs = new Map([...servers.keys()].map((name) => [name, [] as number[]]))
  for (let turn = -2; turn < Number(options.turns); turn++) {
    // Each is first, second and last as often; the first two turns warm up.
    const order = [...servers.keys()].map((_, at, names) => names[(at + turn + 2) % names.length]!)
    for (const name of order) {
      const each = await cost(servers.get(name)!, requests)
      if (turn >= 0) costs.get(name)!.push(each)
    }
  }
  clearInterval(scraping)
  collector?.stop()
  const base = costs.get('before') ?? costs.get('off')!
  for (const [name, all] of costs) {
    const more = 100 * (quartile(all) / quartile(base) - 1)
    figures.add('token, each of 949 robots in turn', name, `${quartile(all).toFixed(1)}, ${more.toFixed(1)} % more`)
    figures.add('each turn', name, all.map((value) => value.toFixed(1)).join(' '))
    figures.add('RSS, MB', name, servers.get(name)!.rssMb().toFixed(0))
    await servers.get(name)!.stop()
  }
}

try {
  await run()
} finally {
  await remove()
  rmSync(folder, { recursive: true, force: true })
}
figures.print('processor µs per token, lower quartile')
process.exit(0)
