import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { query } from './postgres-database'

export type Credentials = { name: string; secret: string }
/** A robot whose creation was acknowledged. */
export type Made = Credentials & { id: number; account: string }
/** What was answered at a door: how often which status (0 = none at all), and how long the slowest took. */
type Tally = { statuses: Record<string, number>; slowestSeconds: number }
export type Tallies = Map<string, Tally>
type Answer = { status: number; text: string }
/** Asks, and counts the answer at a door. */
export type Ask = (door: string, address: string, init?: RequestInit) => Promise<Answer>
/** Does something whose outcome is one of these, and counts it at a door. */
type Count = (door: string, run: () => Promise<string | number>) => Promise<void>
/** Clients that go on with theirs until the end. */
export type Others = (load: { ask: Ask; count: Count; made: Made[] }) => (() => Promise<unknown>)[]

type Asked = {
  url: string
  /** The process of the token service alone, where it is asked by itself. */
  tokensUrl?: string
  robot: Credentials
  cookie: string
  writers: number
  restMs: number
  others?: Others
}

export const basic = ({ name, secret }: Credentials) => ({
  authorization: `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`,
})

/**
 * Clients that go on asking at every door, whatever they are answered, and wait a little after a failure and `restMs`
 * otherwise, until `stop`. `made` are the robots whose creation was acknowledged.
 */
export function startLoad({ url, tokensUrl, robot, cookie, writers, restMs, others = () => [] }: Asked) {
  const made: Made[] = []
  let tallies: Tallies = new Map()
  let underWay = new Set<Promise<unknown>>()
  let isOver = false

  async function counted(door: string, run: () => Promise<string | number>): Promise<void> {
    // What began in one part of the test counts there.
    const [start, mine, own] = [performance.now(), tallies, underWay]
    const running = run().then((status) => {
      const tally = mine.get(door) ?? { statuses: {}, slowestSeconds: 0 }
      tally.statuses[status] = (tally.statuses[status] ?? 0) + 1
      tally.slowestSeconds = Math.max(tally.slowestSeconds, (performance.now() - start) / 1000)
      mine.set(door, tally)
    })
    own.add(running)
    await running.finally(() => own.delete(running))
  }

  async function ask(door: string, address: string, init: RequestInit = {}): Promise<Answer> {
    let answer: Answer = { status: 0, text: '' }
    await counted(door, async () => {
      try {
        const response = await fetch(address, { redirect: 'manual', ...init })
        answer = { status: response.status, text: await response.text() }
        // Whoever is refused for a while is told how long; what asks for the health asks by its own clock.
        const isUntold = response.status === 503 && door !== 'health' && !response.headers.has('retry-after')
        return isUntold ? '503 without Retry-After' : response.status
      } catch {
        return 0
      }
    })
    return answer
  }

  async function change() {
    const account = `bot-${randomBytes(8).toString('hex')}`
    const access = [{ resource: 'repository', action: 'pull' }]
    const permissions = [{ kind: 'project', namespace: 'library', access }]
    const body = JSON.stringify({ name: account, level: 'project', duration: 30, permissions })
    const headers = { ...basic(robot), 'content-type': 'application/json' }
    const { status, text } = await ask('change', `${url}/api/v2.0/robots`, { method: 'POST', headers, body })
    if (status === 201) made.push({ account, ...(JSON.parse(text) as Credentials & { id: number }) })
    return status
  }

  async function repeat(asking: () => Promise<unknown>) {
    while (!isOver) await pause(Number(await asking()) >= 400 ? 50 : restMs)
  }
  const asking = (door: string, address: string, headers: Record<string, string> = {}) =>
    repeat(async () => (await ask(door, address, { headers })).status)
  const token = 'service/token?service=harbor-registry&scope=repository:library/app:pull'
  const robots = 'api/v2.0/robots?q=Level%3Dproject%2CProjectID%3D1&page_size=5'
  const clients = [
    ...Array.from({ length: writers }, () => repeat(change)),
    asking('api', `${url}/${robots}`, basic(robot)),
    asking('token', `${url}/${token}`, basic(robot)),
    ...(tokensUrl ? [asking('token process', `${tokensUrl}/${token}`, basic(robot))] : []),
    asking('page', `${url}/projects/library/robots`, { cookie }),
    repeat(async () => (await ask('health', `${url}/healthz`), pause(200))),
    // It needs no database: how long it takes is the machine's.
    repeat(async () => (await ask('alive', `${url}/livez`), pause(200))),
    ...others({ ask, count: counted, made }).map(repeat),
  ]

  return {
    made,
    /** What was answered to all that has begun since the last call, once it has ended. */
    async turn(): Promise<Tallies> {
      const [ended, rest] = [tallies, underWay]
      tallies = new Map()
      underWay = new Set()
      await Promise.all(rest)
      return ended
    },
    async stop() {
      isOver = true
      await Promise.all(clients)
    },
  }
}

/** Which of the robots that were made are not there, and how many are but by half. */
export async function lostOf(database: string, made: readonly Made[]): Promise<{ lost: string[]; halves: number }> {
  const kept = await query<{ name: string }>(database, `SELECT name FROM "Robot" WHERE name LIKE 'bot-%'`)
  const [halves] = await query<{ count: string }>(
    database,
    `SELECT count(*) FROM "Robot" r WHERE name LIKE 'bot-%' AND (
       NOT EXISTS (SELECT FROM "RobotSecret" s WHERE s."robotId" = r.id)
       OR NOT EXISTS (SELECT FROM "RobotGrant" g WHERE g."robotId" = r.id)
       OR 1 <> (SELECT count(*) FROM "AuditEvent" e WHERE e."resourceId" = r.id AND e.operation = 'robot.create'))`,
  )
  const names = new Set(kept.map(({ name }) => name))
  const lost = made.map(({ account }) => account).filter((account) => !names.has(account))
  return { lost, halves: Number(halves!.count) }
}

/** The statuses that were answered at a door and are none of these. */
export const othersThan = (allowed: readonly string[], { statuses }: Tally): string[] =>
  Object.keys(statuses).filter((status) => !allowed.includes(status))

export function tell(tallies: Tallies): void {
  for (const [door, { statuses, slowestSeconds }] of tallies)
    console.log(`  ${door.padEnd(13)} slowest ${slowestSeconds.toFixed(1)} s  ${JSON.stringify(statuses)}`)
}
