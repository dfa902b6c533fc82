import { randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import pg from 'pg'
import { makeProgram } from './clients/program'
import { writeOciImage } from './oci-image'
import { blankDatabase, cluster } from './postgres-database'
import { startRegistry, type Registry } from './registry'
import { startSeed, type Seed } from './seed'
import { startServer, startTokens, type TestServer } from './server'

// A proof of its own, `npm run prove -- rotation-skopeo`; what skopeo is told in one rotation is rotation.spec.ts.
// All in real time: the old secret ends seconds after the first use of the new one, which the product counts in hours.
const [batches, robots] = [10, 20]
const overlapSeconds = 3
const atOnce = 4
const project = 'rolling'
const image = `${project}/app:1`

/** A process that robots sign in at, and the registry that sends them there. Only the door is killed. */
type Door = { server: TestServer; start: () => Promise<TestServer>; registry: Registry }
type Rotating = { id: number; name: string; old: string; fresh: string; isUsed: boolean }
/** What skopeo was told, and when it began and was done, milliseconds. `lost`: nothing of the secret, as at a door that was killed, or too busy. */
type Call = { robot: Rotating; which: 'old' | 'fresh'; from: number; to: number; answer: 'in' | 'refused' | 'lost' }

const skopeo = makeProgram('skopeo')
const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(Math.random() * items.length)]!
const calls: Call[] = []

/** Looks at the image; whoever is refused is told so by the registry, after the door has said it. */
async function inspect(robot: Rotating, which: Call['which'], { registry: { host } }: Door): Promise<Call> {
  const from = Date.now()
  const { code, output } = await skopeo.run([
    'inspect',
    '--raw',
    '--tls-verify=false',
    `--creds=${robot.name}:${robot[which]}`,
    `docker://${host}/${image}`,
  ])
  const isRefused = /unauthorized|authentication required|invalid username\/password/i.test(output)
  const isLost = /connection refused|connection reset|EOF|503 \(Service Unavailable\)/i.test(output)
  if (code !== 0 && !isRefused && !isLost) throw new Error(output)
  const call: Call = { robot, which, from, to: Date.now(), answer: code === 0 ? 'in' : isRefused ? 'refused' : 'lost' }
  calls.push(call)
  return call
}

/** Some at a time. */
async function each<Item>(items: readonly Item[], work: (item: Item) => Promise<unknown>): Promise<void> {
  let next = 0
  const worker = async () => {
    while (next < items.length) await work(items[next++]!)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}

async function rotate(seed: Seed, client: pg.Client, name: string): Promise<Rotating> {
  const { id, name: full, secret: old } = await seed.robot({ project, name })
  const { secret: fresh } = await seed.rotate(id, 1)
  await client.query(
    'UPDATE "RobotSecret" SET "retiresAfter" = $2 WHERE "robotId" = $1 AND "successorId" IS NOT NULL',
    [id, overlapSeconds],
  )
  return { id, name: full, old, fresh, isUsed: Math.random() < 0.85 }
}

/** By when a first use was seen to be written, by the robot's id: what is not written, no other process can go by. */
const seenAt = new Map<number, number>()

/** When the new secret was first used, as far as that was written. */
async function firstUses(client: pg.Client, all: Rotating[]): Promise<Map<number, number>> {
  const { rows } = await client.query<{ robotId: number; at: number }>(
    `SELECT "robotId", extract(epoch FROM "activatedAt" AT TIME ZONE 'UTC') * 1000 AS at FROM "RobotSecret"
      WHERE "successorId" IS NULL AND "activatedAt" IS NOT NULL AND "robotId" = ANY($1)`,
    [all.map(({ id }) => id)],
  )
  for (const { robotId } of rows) if (!seenAt.has(robotId)) seenAt.set(robotId, Date.now())
  return new Map(rows.map(({ robotId, at }) => [robotId, Number(at)]))
}

/** Looks all along, until it is told to end. */
function watchUses(client: pg.Client, all: Rotating[]): () => Promise<void> {
  const over = new AbortController()
  const watching = (async () => {
    while (!over.signal.aborted) {
      await firstUses(client, all)
      await delay(100)
    }
  })()
  return () => {
    over.abort()
    return watching
  }
}

/**
 * What must not have been, by all that skopeo was told. A first use is kept in whole seconds; it is written two seconds
 * later at most, and so before the end, unless the machine stood still.
 */
function wrongOf(robot: Rotating, firstUse: number | undefined): string[] {
  const its = calls.filter((call) => call.robot === robot)
  const end = firstUse === undefined ? Infinity : firstUse + overlapSeconds * 1000
  const over = Math.max(end, seenAt.get(robot.id) ?? Infinity) + 1000
  const isUse = ({ which, answer, from, to }: Call) =>
    which === 'fresh' && answer !== 'refused' && Math.floor(from / 1000) * 1000 <= firstUse! && firstUse! <= to
  const told = ({ which, answer, from, to }: Call) => `${robot.name}: ${which} ${answer}, ${from} to ${to}, end ${end}`
  return [
    ...its.filter(({ which, answer }) => which === 'fresh' && answer === 'refused').map(told),
    ...its.filter(({ which, answer, to }) => which === 'old' && answer === 'refused' && to < end).map(told),
    ...its.filter(({ which, answer, from }) => which === 'old' && answer === 'in' && from >= over).map(told),
    ...(firstUse !== undefined && !its.some(isUse) ? [`${robot.name}: ends at ${end}, without a use`] : []),
  ]
}

async function startDoors(): Promise<Door[]> {
  const database = { DATABASE_URL: await blankDatabase(), SECRET_KEY: randomBytes(32).toString('hex') }
  const console = await startServer({ LOG_LEVEL: 'error', ...database })
  const tokens = await startTokens(console, { LOG_LEVEL: 'error' })
  return [
    { server: console, start: () => startServer(console.env), registry: await startRegistry(console.url) },
    { server: tokens, start: () => startTokens(console, tokens.env), registry: await startRegistry(tokens.url) },
  ]
}

async function killOne(doors: Door[]): Promise<void> {
  const door = pick(doors)
  await delay(Math.random() * 2_200)
  await door.server.kill()
  door.server = await door.start()
}

/** Goes on until the last has ended, and a second more. */
async function oneBatch(all: Rotating[], doors: Door[], client: pg.Client): Promise<string[]> {
  const used = all.filter(({ isUsed }) => isUsed)
  const either = (robot: Rotating) => inspect(robot, robot.isUsed ? pick(['old', 'fresh']) : 'old', pick(doors))
  await each(all, (robot) => inspect(robot, 'old', pick(doors)))
  const stopWatching = watchUses(client, used)
  const killing = killOne(doors)
  await each(used, (robot) => inspect(robot, 'fresh', pick(doors)))
  await Promise.all([killing, each(all, either)])
  const isOver = async () => {
    const uses = await firstUses(client, used)
    return used.every(({ id }) => Date.now() > (uses.get(id) ?? Infinity) + overlapSeconds * 1000 + 1_000)
  }
  while (!(await isOver())) await each(all, either)
  await stopWatching()
  await each(all, (robot) => inspect(robot, 'old', pick(doors)))
  await each(used, (robot) => inspect(robot, 'fresh', pick(doors)))
  const uses = await firstUses(client, all)
  return all.flatMap((robot) => wrongOf(robot, uses.get(robot.id)))
}

test(`${batches * robots} rotations under skopeo at two registries, a process killed in each ${robots}: no moment without a secret, no old one after its end`, async () => {
  expect(cluster, 'needs postgresql').toBeDefined()
  test.setTimeout(600_000)
  const doors = await startDoors()
  const seed = await startSeed(doors[0]!.server.env)
  const client = new pg.Client({ connectionString: doors[0]!.server.env.DATABASE_URL })
  await client.connect()
  try {
    await seed.project({ name: project })
    const pusher = await seed.robot({ project, name: 'pusher', access: ['repository:pull', 'repository:push'] })
    const layout = writeOciImage(skopeo.home)
    for (const { registry } of doors) {
      const to = ['--dest-tls-verify=false', `--dest-creds=${pusher.name}:${pusher.secret}`]
      expect(await skopeo.run(['copy', ...to, layout, `docker://${registry.host}/${image}`])).toMatchObject({ code: 0 })
    }
    for (let batch = 0; batch < batches; batch++) {
      const all: Rotating[] = []
      for (let nth = 0; nth < robots; nth++) all.push(await rotate(seed, client, `bot-${batch}-${nth}`))
      expect(await oneBatch(all, doors, client), `batch ${batch}`).toEqual([])
    }
  } finally {
    seed.stop()
    await client.end()
    for (const { server, registry } of doors) {
      await registry.stop()
      await server.stop()
    }
    skopeo.clean()
  }
  const count = (wanted: Call['which'], answer: Call['answer']) =>
    calls.filter((call) => call.which === wanted && call.answer === answer).length
  const seen = {
    calls: calls.length,
    oldIn: count('old', 'in'),
    oldRefused: count('old', 'refused'),
    freshIn: count('fresh', 'in'),
    lost: count('old', 'lost') + count('fresh', 'lost'),
  }
  process.stdout.write(`${JSON.stringify(seen)}\n`)
  // There was something to see.
  expect(Math.min(seen.oldRefused, seen.freshIn)).toBeGreaterThan(batches * robots * 0.7)
})
