// Processor time per request of the machine door: see bench/README.md.
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import path from 'node:path'
import { signIn } from './api/client'
import { benchPassword, measure, startBaseline, startBuilt, type Plan, type Running } from './tokens/processes'
import { Seeder, type Caller } from './tokens/seed'

const [connections, seconds, warmingRequests] = [16, 6, 6_000]
const lines: string[] = []

type Headers = Record<string, string>
const get = (target: string, headers: Headers = {}) => {
  const head = Object.entries({ Host: '127.0.0.1', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`)
  return `GET ${target} HTTP/1.1\r\n${head.join('')}\r\n`
}
const basic = ({ name, secret }: Caller): Headers => ({
  Authorization: `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`,
})

async function row(title: string, server: Running, requests: string[]): Promise<void> {
  const plan: Omit<Plan, 'seconds'> = { ports: [server.port], requests, connections, rate: null }
  // Until the code is compiled, which takes requests, not seconds.
  for (let answers = 0; answers < warmingRequests;) answers += (await measure({ ...plan, seconds: 2 })).answers
  const before = server.cpuMs()
  const { rps, p50, p99, answers, failures } = await measure({ ...plan, seconds })
  if (failures > 0) throw new Error(`${title}: ${failures} answers were not 200`)
  const cpuUs = ((server.cpuMs() - before) * 1000) / answers
  const figures = [rps.toFixed(0), p50.toFixed(1), p99.toFixed(1), cpuUs.toFixed(0), server.rssMb().toFixed(0)]
  lines.push(`| ${[title, ...figures].join(' | ')} |`)
  process.stderr.write(`${lines.at(-1)}\n`)
}

const folder = mkdtempSync(path.join(tmpdir(), 'bench-'))
const bare = await startBaseline('bare')
await row('bare node:http', bare, [get('/')])
await bare.stop()

const console = await startBuilt('entry', folder, { API_RATE_LIMIT: '100000000' })
try {
  const seeder = await Seeder.open(`file:${folder}/data/robots.db`)
  const { generated } = await seeder.callers(1_000)
  await seeder.close()
  const session = await signIn(console.port, 'admin', benchPassword)
  const list = '/api/v2.0/robots?q=Level%253Dproject%252CProjectID%253D2&page=1&page_size='
  const robots = await fetch(`http://127.0.0.1:${console.port}${list}15`, { headers: session })
  const ids = ((await robots.json()) as { id: number }[]).map(({ id }) => id)

  await row('GET /ping', console, [get('/api/v2.0/ping')])
  await row(
    'GET /systeminfo, by a robot’s Basic',
    console,
    generated.map((each) => get('/api/v2.0/systeminfo', basic(each))),
  )
  await row(
    'GET /robots/{id}, by a session',
    console,
    ids.map((id) => get(`/api/v2.0/robots/${id}`, session)),
  )
  await row('GET /robots, a page of ten, by a session', console, [get(`${list}10`, session)])
  const scope = 'service=harbor-registry&scope=repository%3Abench-1%2Fapp%3Apull'
  await row(
    'GET /service/token',
    console,
    generated.map((each) => get(`/service/token?${scope}`, basic(each))),
  )
} finally {
  await console.stop()
  rmSync(folder, { recursive: true, force: true })
}

const machine = `${cpus().length} × ${cpus()[0]!.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`
process.stdout.write(
  [
    `${machine}; load generator on the same machine, ${connections} connections, ${seconds} s each`,
    '',
    '| measured | requests/s | p50 ms | p99 ms | processor µs per request | RSS MB |',
    '| --- | --- | --- | --- | --- | --- |',
    ...lines,
    '',
  ].join('\n'),
)
