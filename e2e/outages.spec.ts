import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { startCluster } from '../scripts/testing/postgres-cluster.mjs'
import { expect, signInState, test } from './fixtures'
import { lostOf, othersThan, startLoad, tell } from './outage-load'
import { cluster as hasPostgres, query } from './postgres-database'
import { startSeed } from './seed'
import { adminPassword, startServer, startTokens } from './server'

// `npm run prove -- outages` does the same for longer.
const isProof = process.env.PROVE === 'true'
const rounds = isProof
  ? { terminations: 30, crashes: 10, lockedMs: 16_000, writers: 12, restMs: 0 }
  : { terminations: 3, crashes: 2, lockedMs: 6_000, writers: 4, restMs: 50 }
/** Longer than any request may wait. */
const frozenMs = 12_000

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
    await expect.poll(() => load.made.length, { timeout: 60_000 }).toBeGreaterThan(before)
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
  const tallies = await load.turn()
  const exits = [await tokens.stop(), await server.stop()]
  const { lost, halves } = await lostOf(cluster.url, load.made)
  await cluster.stop()

  console.log(
    `${rounds.terminations} rounds of terminated connections, ${rounds.crashes} crashes, frozen for 12 s, locked`,
  )
  tell(tallies)
  console.log(
    `  ${load.made.length} acknowledged, ${lost.length} lost, ${halves} half written, exits ${exits.join(' ')}`,
  )

  expect(exits).toEqual([0, 0])
  expect([lost, halves]).toEqual([[], 0])
  // What a process takes that asks nobody is the machine's, which may stand still; and an answer takes some such turns.
  const { slowestSeconds: machine } = tallies.get('alive')!
  expect(machine).toBeLessThanOrEqual(10)
  for (const [door, tally] of tallies) {
    expect(othersThan(['200', '201', '503'], tally), door).toEqual([])
    expect(tally.slowestSeconds, door).toBeLessThanOrEqual(10 + 3 * machine)
  }
})
