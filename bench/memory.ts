// What the console keeps of the machine's memory under load: see bench/README.md.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { signIn } from './api/client'
import { benchPassword, measure, startBuilt } from './tokens/processes'
import { Seeder } from './tokens/seed'

const seconds = Number(process.argv[2] ?? 20)
const connections = 32
const folder = mkdtempSync(path.join(tmpdir(), 'bench-'))
type Headers = Record<string, string>
const get = (target: string, headers: Headers) =>
  `GET ${target} HTTP/1.1\r\nHost: 127.0.0.1\r\n${Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n`

const server = await startBuilt('entry', folder, {
  API_RATE_LIMIT: '100000000',
  ...(process.env.BENCH_NODE_OPTIONS && { NODE_OPTIONS: process.env.BENCH_NODE_OPTIONS }),
})
const tell = (what: string, cpuUs = 0) =>
  process.stdout.write(`| ${what} | ${server.rssMb().toFixed(0)} | ${cpuUs.toFixed(0)} |\n`)
try {
  tell('started')
  const seeder = await Seeder.open(`file:${folder}/data/robots.db`)
  const { generated } = await seeder.callers(1_000)
  await seeder.close()
  const session = await signIn(server.port, 'admin', benchPassword)
  const list = '/api/v2.0/robots?q=Level%253Dproject%252CProjectID%253D2&page=1&page_size=15'
  const robots = await fetch(`http://127.0.0.1:${server.port}${list}`, { headers: session })
  const ids = ((await robots.json()) as { id: number }[]).map(({ id }) => id)
  const scope = 'service=harbor-registry&scope=repository%3Abench-1%2Fapp%3Apull'
  const machines = generated.flatMap(({ name, secret }, at) => {
    const basic = { Authorization: `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}` }
    const id = ids[at % ids.length]!
    const requests = [get(`/service/token?${scope}`, basic), get(`/api/v2.0/robots/${id}`, session), get(list, session)]
    return [...requests, get('/api/v2.0/systeminfo', basic)]
  })
  const pages = [
    '/projects',
    '/projects/bench-1/robots',
    '/projects/bench-1/logs',
    '/administration/robots',
    '/administration/users',
  ]
  const mixed = [...machines.slice(0, 15), ...pages.map((page) => get(page, session))]
  let asked = 0
  for (const [what, requests] of [
    ['API and tokens', machines],
    ['with pages', mixed],
    ['API and tokens again', machines],
  ] as const) {
    const before = server.cpuMs()
    const { answers, failures } = await measure({
      ports: [server.port],
      requests: [...requests],
      connections,
      rate: null,
      seconds,
    })
    if (failures > 0) throw new Error(`${what}: ${failures} answers were not 200`)
    asked += answers
    tell(`${what}, ${asked} requests in all`, ((server.cpuMs() - before) * 1000) / answers)
  }
} finally {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}
