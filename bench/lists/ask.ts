// Asks for lists within this process and tells what they cost it: node … ask.ts <database>, in the folder of a revision.
import { readFileSync } from 'node:fs'
import { parseEnv } from '@/lib/server/env'
import { setGlobalState } from '@/lib/server/global-state'
import { listRobots, listRobotsForApi } from '@/lib/server/robots/list'
import type { Actor } from '@/lib/server/rights/actor'
import { closeDatabase, db } from '@/lib/server/store/db'
import { measured } from '../api/seed'

/** Microseconds of processor time of one request; on PostgreSQL its own included. */
export type Seen = { mean: number; p95: number; found: number }

const [warming, asked, longestMs] = [80, 200, 6_000]

setGlobalState('env', parseEnv({ DATABASE_URL: process.argv[2], SECRET_KEY: 'x'.repeat(64) } as never))
const list = [{ resource: 'robot', action: 'list' }]
/** Signed in by what its request brought: nothing is read for its rights. */
const robot: Actor = {
  kind: 'robot',
  id: 1,
  name: 'robot$lists',
  grants: [
    { scope: 'system', access: list },
    { scope: 'all-projects', access: list },
  ],
}
const { id, name } = await db().project.findUniqueOrThrow({ where: { name: measured.big } })
const api =
  (q: string, sort: string, scope = `Level=project,ProjectID=${id},`) =>
  () =>
    listRobotsForApi(robot, { q: scope + q, sort, page: 1, size: 15 })
const system = 'Level=system,'
const page =
  (search: string, filter: 'disabled' | null = null) =>
  () =>
    listRobots(robot, { name }, { search, sort: 'name', page: 1, size: 15, filter })

const lists: Record<string, () => Promise<{ total: number }>> = {
  'API, by name': api('', 'name'),
  'API, by creation, newest first': api('', '-creation_time'),
  'API, one name': api(`name=${name}%2Bbot-needle`, 'name'),
  'API, searched, one found': api('name=~needle', 'name'),
  'API, searched, 1 % found': api('name=~zone', 'name'),
  'API, the same by creation, more letters': api('name=~bot-zone', '-creation_time'),
  'API, searched, all found': api('name=~bot', 'name'),
  'API, searched, all found, more letters': api('name=~bot-', 'name'),
  'API, searched by description, all found': api('description=~builds', 'name'),
  'API, searched by two letters': api('name=~7f', 'name'),
  'API, disabled ones, 5 %': api('disabled=true', 'name'),
  'API, enabled ones, 95 %': api('disabled=false', 'name'),
  'API, the system’s, by name': api('', 'name', system),
  'API, the system’s, searched, 1 % found': api('name=~zone', 'name', system),
  'page, by name': page(''),
  'page, searched, one found': page('needle'),
  'page, searched, 1 % found': page('zone'),
  'page, searched, all found': page('bot'),
  'page, searched, all found, more letters': page('bot-'),
  'page, searched, all described so': page('builds'),
  'page, disabled ones, 5 %': page('', 'disabled'),
}

/** PostgreSQL's processes that serve this one; it must run on this machine, and this must be Linux. */
const backends = process.argv[2]!.startsWith('postgres')
  ? () => db().$queryRaw<{ pid: number }[]>`SELECT pid FROM pg_stat_activity WHERE datname = current_database()`
  : async () => []
const nanosecondsOf = (pid: number) => Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0])
let served: number[] = []
const spentUs = () => {
  const { user, system: kernel } = process.cpuUsage()
  return user + kernel + served.reduce((sum, pid) => sum + nanosecondsOf(pid), 0) / 1_000
}

const answers: Record<string, Seen> = {}
for (let turn = 0; turn < 3; turn++)
  for (const ask of Object.values(lists)) for (let at = 0; at < warming / 4; at++) await ask()
for (const [title, ask] of Object.entries(lists)) {
  for (let at = 0; at < warming / 4; at++) await ask()
  served = (await backends()).map(({ pid }) => pid)
  const times: number[] = []
  let found = 0
  for (const start = performance.now(); times.length < asked && performance.now() - start < longestMs;) {
    const before = spentUs()
    found = (await ask()).total
    times.push(spentUs() - before)
  }
  times.sort((one, other) => one - other)
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length
  answers[title] = { mean, p95: times[Math.floor(times.length * 0.95)]!, found }
}
process.stdout.write(JSON.stringify(answers))
await closeDatabase()
