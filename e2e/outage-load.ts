import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'

export type Door = 'change' | 'api' | 'token' | 'token process' | 'page' | 'health'
type Credentials = { name: string; secret: string }
type Asked = { url: string; tokensUrl: string; robot: Credentials; cookie: string; writers: number; restMs: number }

/** What was answered at a door: how often which status (0 = none at all), and how long the slowest took. */
export type Tally = { statuses: Record<number, number>; slowestSeconds: number }

/**
 * Clients that go on asking at every door, whatever they are answered, and wait a little after a failure and `restMs`
 * otherwise, until `stop`. `made` are the names of the robots whose creation was acknowledged.
 */
export function startLoad({ url, tokensUrl, robot, cookie, writers, restMs }: Asked) {
  const basic = { authorization: `Basic ${Buffer.from(`${robot.name}:${robot.secret}`).toString('base64')}` }
  const tallies = new Map<Door, Tally>()
  const made: string[] = []
  let isOver = false

  async function ask(door: Door, address: string, init: RequestInit = {}): Promise<number> {
    const start = performance.now()
    const status = await fetch(address, { redirect: 'manual', ...init }).then(
      async (response) => {
        await response.text()
        return response.status
      },
      () => 0,
    )
    const tally = tallies.get(door) ?? { statuses: {}, slowestSeconds: 0 }
    tally.statuses[status] = (tally.statuses[status] ?? 0) + 1
    tally.slowestSeconds = Math.max(tally.slowestSeconds, (performance.now() - start) / 1000)
    tallies.set(door, tally)
    return status
  }

  async function change() {
    const name = `bot-${randomBytes(8).toString('hex')}`
    const access = [{ resource: 'repository', action: 'pull' }]
    const permissions = [{ kind: 'project', namespace: 'library', access }]
    const body = JSON.stringify({ name, level: 'project', duration: 30, permissions })
    const headers = { ...basic, 'content-type': 'application/json' }
    const status = await ask('change', `${url}/api/v2.0/robots`, { method: 'POST', headers, body })
    if (status === 201) made.push(name)
    return status
  }

  async function repeat(asking: () => Promise<number>) {
    while (!isOver) await pause((await asking()) >= 400 ? 50 : restMs)
  }
  const token = 'service/token?service=harbor-registry&scope=repository:library/app:pull'
  const clients = [
    ...Array.from({ length: writers }, () => repeat(change)),
    repeat(() =>
      ask('api', `${url}/api/v2.0/robots?q=Level%3Dproject%2CProjectID%3D1&page_size=5`, { headers: basic }),
    ),
    repeat(() => ask('token', `${url}/${token}`, { headers: basic })),
    repeat(() => ask('token process', `${tokensUrl}/${token}`, { headers: basic })),
    repeat(() => ask('page', `${url}/projects/library/robots`, { headers: { cookie } })),
    repeat(async () => (await ask('health', `${url}/healthz`), pause(200, 0))),
  ]

  return {
    made,
    tallies,
    async stop() {
      isOver = true
      await Promise.all(clients)
    },
  }
}
