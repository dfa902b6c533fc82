// What a token costs of processor time, by kind of caller, on either engine and of several checkouts in turn: see
// bench/README.md.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { parseEnv } from '@/lib/server/env'
import { setGlobalState } from '@/lib/server/global-state'
import { ensureSigningKey } from '@/lib/server/registry/signing-key'
import { closeDatabase } from '@/lib/server/store/db'
import { migrate } from '@/lib/server/store/migrate'
import { bootstrap } from '@/lib/server/users/bootstrap'
import { signIn } from './api/client'
import { benchPassword, measure, startBaseline, startBuilt, type Running } from './tokens/processes'
import { Seeder, type Caller } from './tokens/seed'

const { positionals, values: options } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '4' },
    rounds: { type: 'string', default: '2' },
    robots: { type: 'string' },
    only: { type: 'string', default: '' },
    beside: { type: 'string', multiple: true, default: [] },
  },
})
const [seconds, rounds] = [Number(options.seconds), Number(options.rounds)]
const [connections, warmingRequests, warmingMs] = [32, 20_000, 8_000]
const page = '/api/v2.0/robots?q=Level%253Dproject%252CProjectID%253D2&page=1&page_size=15&sort=name'

const get = (target: string, headers: Record<string, string> = {}) => {
  const lines = Object.entries({ Host: '127.0.0.1', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`)
  return `GET ${target} HTTP/1.1\r\n${lines.join('')}\r\n`
}
const asToken = ({ name, secret, project }: Caller, repository = 'app') =>
  get(`/service/token?service=harbor-registry&scope=repository%3A${project}%2F${repository}%3Apull%2Cpush`, {
    Authorization: `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`,
  })

/** Microseconds of the process by what was measured, one for each round. */
const seen = new Map<string, number[]>()
const rates = new Map<string, number>()

async function row(title: string, server: Running, requests: string[], rate: number | null = null): Promise<void> {
  if (!new RegExp(options.only).test(title)) return
  const plan = { ports: [server.port], requests, connections, rate }
  const deadline = Date.now() + warmingMs
  for (let answers = 0; rate === null && answers < warmingRequests && Date.now() < deadline;) {
    answers += (await measure({ ...plan, seconds: 1 })).answers
  }
  const before = server.cpuMs()
  const { rps, p99, answers, failures } = await measure({ ...plan, seconds })
  const cpuUs = ((server.cpuMs() - before) * 1000) / answers
  if (failures > 0) throw new Error(`${title}: ${failures} answers were not 200`)
  seen.set(title, [...(seen.get(title) ?? []), cpuUs])
  rates.set(title, rps)
  process.stderr.write(`${title}: ${cpuUs.toFixed(1)} µs, ${rps.toFixed(0)}/s, p99 ${p99.toFixed(1)} ms\n`)
}

const folder = mkdtempSync(path.join(tmpdir(), 'bench-'))
const url = positionals[0] ?? `file:${folder}/data/robots.db`
const secretKey = 'the secret key of the benchmark, not of anybody else'
const environment = {
  DATA_DIR: `${folder}/data`,
  DATABASE_URL: url,
  SECRET_KEY: secretKey,
  ADMIN_PASSWORD: benchPassword,
}

async function setUp(): Promise<void> {
  setGlobalState('env', parseEnv({ ...environment, LOG_LEVEL: 'silent' }))
  mkdirSync(environment.DATA_DIR)
  await migrate(url)
  await bootstrap()
  await ensureSigningKey()
  await closeDatabase()
}

async function tokens(of: string, clone: string | undefined, callers: Awaited<ReturnType<Seeder['callers']>>) {
  const server = await startBuilt('tokens', folder, { ...environment, API_RATE_LIMIT: '100000000' }, clone)
  const [generated, chosen, wide] = [callers.generated, callers.chosen, callers.wide].map((each) =>
    each.map((caller) => asToken(caller)),
  )
  // Each asks for forty repositories in turn, so that hardly any two ask the same within a second.
  const apart = Array.from({ length: 40 }, (_, nth) => callers.generated.map((each) => asToken(each, `app-${nth}`)))
  const session = await signIn(server.port, 'admin', benchPassword)
  const list = await fetch(`http://127.0.0.1:${server.port}${page}`, { headers: session })
  const ids = ((await list.json()) as { id: number }[]).map(({ id }) => id)
  try {
    await row(`${of}token, each of 949 robots in turn`, server, generated!)
    const rate = rates.get(`${of}token, each of 949 robots in turn`)
    if (rate) await row(`${of}token, the same at half load`, server, generated!, rate / 2)
    await row(`${of}token, no two ask the same`, server, apart.flat())
    await row(`${of}token, one robot, one scope`, server, generated!.slice(0, 1))
    await row(`${of}token, chosen secret`, server, chosen!)
    await row(`${of}token, 19 grants`, server, wide!)
    await row(`${of}API, ping`, server, [get('/api/v2.0/ping')])
    const one = ids.map((id) => get(`/api/v2.0/robots/${id}`, session))
    await row(`${of}API, one robot`, server, one)
    await row(`${of}API, a page of 15 of a project, by name`, server, [get(page, session)])
    process.stderr.write(`${of}RSS: ${server.rssMb().toFixed(0)} MB\n`)
  } finally {
    await server.stop()
  }
}

try {
  await setUp()
  const seeder = await Seeder.open(url)
  const callers = await seeder.callers(949)
  if (options.robots) await seeder.grow(Number(options.robots))
  await seeder.close()
  for (let round = 0; round < rounds; round++) {
    for (const mode of ['bare', 'sign'] as const) {
      const server = await startBaseline(mode)
      await row(mode === 'bare' ? 'bare node:http' : 'bare node:http + ES256', server, [get('/')])
      await server.stop()
    }
    for (const clone of options.beside) await tokens(`${path.basename(clone)}: `, clone, callers)
    await tokens('', undefined, callers)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
for (const [title, figures] of seen) {
  process.stdout.write(`| ${title} | ${figures.map((each) => each.toFixed(1)).join(', ')} |\n`)
}
process.exit(0)
