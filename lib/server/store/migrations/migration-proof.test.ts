import { fork } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, cpSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { authenticateRobot, readSignIn } from '../../auth/authenticate-robot'
import { parseEnv } from '../../env'
import { setGlobalState } from '../../global-state'
import { handler } from '../../http/handle'
import { authenticateLegacyRobot } from '../../legacy-robots/authenticate'
import { ensureSigningKey } from '../../registry/signing-key'
import { testEngine } from '../../testing/database'
import { databaseBefore } from '../../testing/database-before'
import { rowsOf, structureOf, whileNobodyMigrates, type Structure } from '../../testing/database-state'
import { insertOldRobots, type OldRobot } from '../../testing/old-robots'
import type { Database } from '../db'
import { migrate } from '../migrate'

// `npm run prove -- migration` does the same at size.
const isProof = process.env['PROVE'] === 'true'
const [count, early, later] = isProof ? [100_000, 5, 14] : [2_000, 1, 1]
const timeout = isProof ? 1_800_000 : 240_000

const name = '20261125220145_room_for_time'
let url: string
let client: Database
let close: () => Promise<void>
let old: Awaited<ReturnType<typeof insertOldRobots>>
let before: { structure: Structure; rows: Record<string, string> }

beforeAll(async () => {
  setGlobalState('env', parseEnv({ LOG_LEVEL: 'silent', EXTERNAL_URL: 'https://robots.example.com' }))
  setGlobalState('secret-key', { master: 'the secret key of the tests' })
  ;({ url, client, close } = await databaseBefore(name))
  setGlobalState('database', client)
  old = await insertOldRobots(client, count)
  if (testEngine === 'sqlite') await client.$queryRawUnsafe('PRAGMA wal_checkpoint(TRUNCATE)')
  before = await whileNobodyMigrates(url, async (connection) => {
    const structure = await structureOf(connection)
    return { structure, rows: await rowsOf(connection, structure) }
  })
}, timeout)
afterAll(() => close())

const script = fileURLToPath(new URL('../../testing/migrate-process.ts', import.meta.url))

/** Starts a process that migrates, and kills it when `isTime`, asked once it begins, has come true. Answers whether it still ran. */
async function killWhen(isTime: () => Promise<unknown>, ...directory: string[]): Promise<boolean> {
  const execArgv = ['--conditions=react-server', '--import=tsx']
  const child = fork(script, [url, ...directory], { execArgv, env: { ...process.env, LOG_LEVEL: 'silent' } })
  const ended = once(child, 'exit')
  await once(child, 'message')
  await Promise.race([isTime(), ended])
  child.kill('SIGKILL')
  const [, signal] = (await ended) as [number | null, string | null]
  return signal === 'SIGKILL'
}

async function until(isTrue: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await isTrue())) await delay(1)
}

/** How far it has come: the steps that are done, and the place in the present one; null before the tables are changed. */
async function progress(): Promise<{ step: number; position: number; finished: boolean } | null> {
  const [row] = await client.$queryRaw<{ finished_at: unknown; applied_steps_count: number; logs: string | null }[]>`
    SELECT finished_at, applied_steps_count, logs FROM _prisma_migrations WHERE migration_name = ${name}`
  if (!row) return null
  return { step: row.applied_steps_count, position: Number(row.logs ?? 0), finished: row.finished_at !== null }
}

const reached = (step: number, position: number) => async () => {
  const at = await progress()
  return at !== null && (at.finished || at.step > step || (at.step === step && at.position >= position))
}

/** Rows are as they were; the tables, too, as long as the SQL has not been taken whole. */
async function expectWhole(): Promise<void> {
  const isOld = (await progress()) === null
  await whileNobodyMigrates(url, async (connection) => {
    if (isOld) expect((await structureOf(connection)).text).toBe(before.structure.text)
    expect(await rowsOf(connection, before.structure)).toEqual(before.rows)
  })
}

/** The committed migrations, the last one with a statement at its end that takes its time. */
function slowMigrations(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'migrations-'))
  cpSync(path.join(process.cwd(), 'prisma/migrations'), folder, { recursive: true })
  const slow = {
    sqlite: `CREATE TABLE "Slow" AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500000)
      SELECT i, randomblob(1000) AS b FROM n`,
    postgresql: 'SELECT pg_sleep(5)',
  }
  appendFileSync(path.join(folder, testEngine, name, 'migration.sql'), `\n${slow[testEngine]};\n`)
  return folder
}

/** Whether the slow statement runs: SQLite writes what a transaction has no memory for into its log. */
async function isInSlowStatement(): Promise<boolean> {
  if (testEngine === 'sqlite') return statSync(`${url.replace('file:', '')}-wal`).size > 64 * 1024 * 1024
  const rows = await client.$queryRaw<unknown[]>`SELECT 1 FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event = 'PgSleep'`
  return rows.length > 0
}

test('killed in the middle of its SQL, it has changed nothing', { timeout }, async () => {
  const folder = slowMigrations()
  expect(await killWhen(() => until(isInSlowStatement), folder)).toBe(true)
  rmSync(folder, { recursive: true })
  expect(await progress()).toBeNull()
  await expectWhole()
})

test('killed again and again, it goes on, and no row is lost', { timeout }, async () => {
  let kills = 0
  for (let time = 0; time < early; time++) {
    if (await killWhen(() => delay(Math.random() * 300))) kills++
    await expectWhole()
  }
  const places = Array.from({ length: later }, (_, index) =>
    index % 3 === 2
      ? ([2, Math.random() * 0.7 * Math.max(count, 12_000)] as const)
      : ([1, Math.random() * (isProof ? 0.9 : 0.4) * count] as const),
  ).sort(([one, at], [other, to]) => one - other || at - to)
  for (const [step, position] of places) {
    const isKilled = await killWhen(async () => {
      await until(reached(step, position))
      await delay(Math.random() * 10)
    })
    if (isKilled) kills++
  }
  await expectWhole()
  expect(kills).toBeGreaterThanOrEqual(isProof ? early + later : 1)
  process.stdout.write(`${count} robots, ${kills + 1} kills, at last at ${JSON.stringify(await progress())}\n`)

  await migrate(url)
  expect(await progress()).toMatchObject({ finished: true })
  await expectWhole()
  const legacy = old.robots.filter(({ kind }) => kind === 'legacy')
  expect(await client.legacyIdentity.count()).toBe(legacy.length)
  const left = await client.robotSecret.findMany({ where: { robotId: { gt: count } }, orderBy: { robotId: 'asc' } })
  expect(left.map(({ hash }) => hash)).toEqual(old.damaged)
  expect(await client.robotSecret.count({ where: { scheme: 'legacy-rs256', hash: { contains: ':' } } })).toBe(
    old.damaged.filter((hash) => hash.includes(':')).length,
  )
  const deleted = await client.deletedLegacyRobot.findMany()
  expect(deleted.map(({ projectId, name: account }) => `${projectId} ${account}`).sort()).toEqual(old.deleted.sort())
})

async function inTurns<Item>(items: readonly Item[], run: (item: Item) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < items.length; start += 100) await Promise.all(items.slice(start, start + 100).map(run))
}

test('every robot signs in, and none with another’s secret', { timeout }, async () => {
  const signIn = async ({ kind, name: username, secret }: OldRobot) => {
    const credentials = { username, secret, source: { address: '192.0.2.1' } }
    return kind === 'legacy'
      ? authenticateLegacyRobot(credentials)
      : authenticateRobot(credentials, await readSignIn(username))
  }
  const refused: string[] = []
  await inTurns(old.robots, async (robot) => {
    const actor = await signIn(robot)
    if (actor?.name !== robot.name) refused.push(`${robot.kind} ${robot.name}`)
  })
  expect(refused).toEqual([])
  for (const kind of ['generated', 'legacy'] as const) {
    const [one, other] = old.robots.filter((each) => each.kind === kind)
    expect(await signIn({ ...one!, secret: other!.secret })).toBeNull()
  }
})

test('through the token endpoint, each may do what it might', { timeout }, async () => {
  await ensureSigningKey()
  const server = createServer(handler(async (_, response) => void response.writeHead(404).end()))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const door = `http://127.0.0.1:${(server.address() as AddressInfo).port}/service/token?service=harbor-registry`
  const sample = Array.from({ length: isProof ? 500 : 100 }, () => old.robots[Math.floor(Math.random() * count)]!)
  const wrong: string[] = []
  await inTurns(sample, async ({ name: username, secret, may }) => {
    const authorization = `Basic ${Buffer.from(`${username}:${secret}`).toString('base64')}`
    const response = await fetch(`${door}&scope=repository:${may}/app:pull,push`, { headers: { authorization } })
    const { token = '..' } = (await response.json()) as { token?: string }
    const claims = Buffer.from(token.split('.')[1]!, 'base64url').toString()
    if (!claims.includes('"actions":["pull"]')) wrong.push(`${username}: ${response.status} ${claims}`)
  })
  server.close()
  expect(wrong).toEqual([])
})
