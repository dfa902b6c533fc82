// What the console keeps of the machine's memory under load: see bench/README.md.
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { Client, signIn, type Credentials } from './api/client'
import { benchPassword, measure, startBuilt, type Running } from './tokens/processes'
import { Seeder, type Caller } from './tokens/seed'

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '15' },
    requests: { type: 'string', default: '100000' },
    beside: { type: 'string', multiple: true, default: [] },
  },
})
const here = path.join(import.meta.dirname, '..')
const [seconds, mixedRequests, parts, connections] = [Number(options.seconds), Number(options.requests), 10, 32]
const list = '/api/v2.0/robots?q=Level%253Dproject%252CProjectID%253D2&page=1&page_size=15'
const pages = [
  '/projects',
  '/projects/bench-1/robots',
  '/projects/bench-1/logs',
  '/administration/robots',
  '/administration/users',
]

type Load = { full: string[]; mixed: string[] }

/** What is asked for, as the bytes that are sent: tokens and API; and of a hundred, two pages, two changes and an action. */
async function loadOf({ port }: Running, callers: readonly Caller[], clone: string): Promise<Load> {
  const origin = `http://localhost:${port}`
  const raw = (method: string, target: string, headers: Credentials, body = '') => {
    const sent = {
      Host: `localhost:${port}`,
      ...headers,
      ...(body && { 'Content-Length': `${Buffer.byteLength(body)}` }),
    }
    const lines = Object.entries(sent).map(([name, value]) => `${name}: ${value}\r\n`)
    return `${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n${body}`
  }
  const session = await signIn(port, 'admin', benchPassword)
  const client = new Client(port, session)
  const found = (await client.ask({ method: 'GET', path: list.replace('/api/v2.0', '') })).body as { id: number }[]
  client.close()
  const scope = 'service=harbor-registry&scope=repository%3Abench-1%2Fapp%3Apull'
  const full = callers.flatMap(({ name, secret }, at) => {
    const basic = { Authorization: `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}` }
    const asked: [string, Credentials][] = [
      [`/service/token?${scope}`, basic],
      [`/api/v2.0/robots/${found[at % found.length]!.id}`, session],
      [list, session],
      ['/api/v2.0/systeminfo', basic],
    ]
    return asked.map(([target, headers]) => raw('GET', target, headers))
  })
  const json = { ...session, 'Content-Type': 'application/json' }
  const action = {
    ...session,
    Origin: origin,
    'Content-Type': 'text/plain;charset=UTF-8',
    'Next-Action': actionId(clone),
  }
  const hundred = (at: number): string[] => {
    // Never two changes of one robot at a time.
    const [edited, renewed, disabled] = [0, 3, 6].map((from) => found[from + (at % 3)]!)
    return [
      ...Array.from({ length: 95 }, (_, more) => full[(at * 95 + more) % full.length]!),
      ...[0, 1].map((more) => raw('GET', pages[(at * 2 + more) % pages.length]!, session)),
      raw('PUT', `/api/v2.0/robots/${edited!.id}`, json, JSON.stringify({ ...edited, description: `edit ${at}` })),
      raw('PATCH', `/api/v2.0/robots/${renewed!.id}`, json, '{"secret":""}'),
      raw('POST', '/projects/bench-1/robots', action, JSON.stringify([{ id: disabled!.id, disabled: at % 2 === 0 }])),
    ]
  }
  return { full, mixed: Array.from({ length: 30 }, (_, at) => hundred(at)).flat() }
}

/** By which name a browser of this build would call the action that disables a robot. */
function actionId(clone: string): string {
  const manifest = JSON.parse(
    readFileSync(path.join(clone, '.next/server/server-reference-manifest.json'), 'utf8'),
  ) as { node: Record<string, { exportedName?: string }> }
  return Object.entries(manifest.node).find(([, { exportedName }]) => exportedName === 'setRobotDisabledAction')![0]
}

/** An action that is refused is answered with 200 as well: whether one that disables a robot does. */
async function checkAction({ port }: Running, mixed: string[]): Promise<void> {
  const action = mixed.find((request) => request.startsWith('POST') && request.endsWith('"disabled":true}]'))!
  const [{ id }] = JSON.parse(action.slice(action.indexOf('\r\n\r\n'))) as [{ id: number }]
  await measure({ ports: [port], requests: [action], connections: 1, rate: null, seconds: 10, most: 1 })
  const client = new Client(port, await signIn(port, 'admin', benchPassword))
  const robot = (await client.ask({ method: 'GET', path: `/robots/${id}` })).body as { disable: boolean }
  client.close()
  if (!robot.disable) throw new Error('the action did nothing')
}

/** Megabytes at each step, by its name. */
async function measureClone(clone: string, folder: string): Promise<Map<string, number>> {
  const server = await startBuilt('entry', folder, { API_RATE_LIMIT: '100000000' }, clone)
  const kept = new Map<string, number>()
  const note = (step: string) => {
    kept.set(step, server.rssMb())
    process.stderr.write(
      `${clone === here ? 'here' : path.basename(clone)}, ${step}: ${server.rssMb().toFixed(0)} MB\n`,
    )
  }
  const ask = async (requests: string[], limit: { seconds: number; most?: number }) => {
    const plan = { ports: [server.port], requests, connections, rate: null, ...limit }
    const { failures } = await measure(plan)
    if (failures > 0) throw new Error(`${failures} answers were not 200`)
  }
  try {
    note('started')
    const seeder = await Seeder.open(`file:${folder}/data/robots.db`)
    const { generated } = await seeder.callers(1_000)
    await seeder.close()
    // Those of the project of the list are changed on the way.
    const callers = generated.filter(({ project }) => project !== 'bench-0')
    const { full, mixed } = await loadOf(server, callers, clone)
    await ask(full, { seconds })
    note('tokens and API under full load')
    for (let part = 1; part <= parts; part++) {
      await ask(mixed, { seconds: 600, most: mixedRequests / parts })
      note(`${((mixedRequests / parts) * part).toLocaleString('en')} mixed requests`)
    }
    await checkAction(server, mixed)
    await ask(full, { seconds })
    note('tokens and API again')
    return kept
  } finally {
    await server.stop()
  }
}

const folder = mkdtempSync(path.join(tmpdir(), 'bench-'))
try {
  const clones = [...options.beside, here]
  const columns: Map<string, number>[] = []
  for (const [at, clone] of clones.entries()) {
    mkdirSync(path.join(folder, `${at}`))
    columns.push(await measureClone(clone, path.join(folder, `${at}`)))
  }
  process.stdout.write(`| RSS, MB | ${clones.map((clone) => path.basename(clone)).join(' | ')} |\n`)
  for (const step of columns[0]!.keys()) {
    process.stdout.write(`| ${step} | ${columns.map((kept) => kept.get(step)!.toFixed(0)).join(' | ')} |\n`)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
