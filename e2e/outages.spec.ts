import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { startCluster } from '../scripts/testing/postgres-cluster.mjs'
import { expect, signInState, test } from './fixtures'
import { startLoad } from './outage-load'
import { cluster as hasPostgres } from './postgres-database'
import { startSeed } from './seed'
import { adminPassword, startServer, startTokens } from './server'

// `npm run prove -- outages` does the same for longer.
const isProof = process.env.PROVE === 'true'
const rounds = isProof
  ? { terminations: 30, crashes: 10, lockedMs: 16_000, writers: 12, restMs: 0 }
  : { terminations: 3, crashes: 2, lockedMs: 6_000, writers: 4, restMs: 50 }
/** Longer than any request may wait. */
const frozenMs = 12_000

async function query<Row>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  return (await client.query(sql).finally(() => client.end())).rows as Row[]
}

test('PostgreSQL ends its connections, crashes, freezes, is locked: nobody waits long, nothing is lost, all goes on', async () => {
  // A proof that did not run has proved nothing.
  test.skip(!hasPostgres && !isProof, 'needs postgresql')
  test.setTimeout(isProof ? 900_000 : 180_000)
  const cluster = await startCluster({ keeps: true })
  const shared = { DATABASE_URL: cluster.url, SECRET_KEY: randomBytes(32).toString('hex'), API_RATE_LIMIT: '999999999' }
  const server = await startServer(shared)
  const tokens = await startTokens(server)
  const seed = await startSeed(server.env)
  const robot = await seed.systemRobot({
    name: 'maker',
    systemAccess: [],
    projects: { library: ['robot:create', 'robot:list', 'repository:pull'] },
  })
  seed.stop()
  const { cookies } = await signInState(server.url, { username: 'admin', password: adminPassword })
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const load = startLoad({ url: server.url, tokensUrl: tokens.url, robot, cookie, ...rounds })
  const goesOn = async () => {
    const before = load.made.length
    await expect.poll(() => load.made.length, { timeout: 20_000 }).toBeGreaterThan(before)
  }
  await goesOn()

  for (let round = 0; round < rounds.terminations; round++) {
    await query(
      cluster.url,
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    )
    await pause(1_000)
  }
  for (let round = 0; round < rounds.crashes; round++) {
    await cluster.crash(round % 2 === 0 ? 'SIGQUIT' : 'SIGKILL')
    await pause(1_000)
    await cluster.restart()
    await goesOn()
  }
  cluster.pause()
  await pause(frozenMs)
  cluster.resume()
  await goesOn()
  await query(
    cluster.url,
    `BEGIN; LOCK TABLE "RobotSecret" IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(${rounds.lockedMs / 1000}); COMMIT`,
  )
  await goesOn()

  await load.stop()
  const exits = [await tokens.stop(), await server.stop()]
  const kept = await query<{ name: string }>(cluster.url, `SELECT name FROM "Robot" WHERE name LIKE 'bot-%'`)
  const [halves] = await query<{ count: string }>(
    cluster.url,
    `SELECT count(*) FROM "Robot" r WHERE name LIKE 'bot-%' AND (
       NOT EXISTS (SELECT FROM "RobotSecret" s WHERE s."robotId" = r.id)
       OR NOT EXISTS (SELECT FROM "RobotGrant" g WHERE g."robotId" = r.id)
       OR 1 <> (SELECT count(*) FROM "AuditEvent" e WHERE e."resourceId" = r.id AND e.operation = 'robot.create'))`,
  )
  await cluster.stop()

  const names = new Set(kept.map(({ name }) => name))
  const lost = load.made.filter((name) => !names.has(name))
  console.log(
    `${rounds.terminations} rounds of terminated connections, ${rounds.crashes} crashes, frozen for 12 s, locked`,
  )
  for (const [door, { statuses, slowestSeconds }] of load.tallies)
    console.log(`  ${door.padEnd(13)} slowest ${slowestSeconds.toFixed(1)} s  ${JSON.stringify(statuses)}`)
  console.log(
    `  ${load.made.length} acknowledged, ${lost.length} lost, ${halves!.count} half written, exits ${exits.join(' ')}`,
  )

  expect(exits).toEqual([0, 0])
  expect([lost, Number(halves!.count)]).toEqual([[], 0])
  for (const [door, { statuses, slowestSeconds }] of load.tallies) {
    expect(
      Object.keys(statuses).filter((status) => !['200', '201', '503'].includes(status)),
      door,
    ).toEqual([])
    expect(slowestSeconds, door).toBeLessThanOrEqual(10)
  }
})
