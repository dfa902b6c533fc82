import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { authenticateRobot, readSignIn } from '../auth/authenticate-robot'
import { parseEnv } from '../env'
import { forgetGlobalState, setGlobalState } from '../global-state'
import { handler } from '../http/handle'
import { ensureSigningKey } from '../registry/signing-key'
import { disconnect, openDatabase, type Database } from '../store/db'
import { migrate } from '../store/migrate'
import { bundled } from '../testing/bundled'
import { blankDatabase, testEngine } from '../testing/database'
import { structureOf, whileNobodyMigrates } from '../testing/database-state'
import { makeProject, makeRobot } from '../testing/make'
import { insertManyRobots, type ManyRobot } from '../testing/many-robots'
import { tableDigests } from '../testing/table-digests'
import { checkDatabase } from './check/check'
import { createBackup } from './create'
import { openBackup } from './open'
import { restoreBackup } from './restore'
import { keptTables } from './tables'

// `npm run prove -- restore` does the same at size: there the whole way is gone on PostgreSQL, the kills on both engines.
const isProof = process.env['PROVE'] === 'true'
const isWhole = isProof && testEngine === 'postgresql'
const [count, kills] = [isWhole ? 100_000 : 1_000, isProof ? 10 : 1]
const timeout = 1_200_000
/** Of a short form the passphrase may be cheap to guess. */
const cheap = isProof ? {} : { work: 4 }

const [key, passphrase] = ['the secret key of the tests, 32 long', 'correct horse battery']
const folder = mkdtempSync(path.join(tmpdir(), 'restore-'))
const inFolder = (name: string) => path.join(folder, name)
const sqlite = (name: string) => `file:${inFolder(name)}`
const drops: (() => Promise<unknown> | void)[] = []
let robots: ManyRobot[]
let scripts: Awaited<ReturnType<typeof bundled<'command'>>>

beforeAll(async () => {
  scripts = await bundled({ command: 'lib/server/testing/restore-process.ts' })
  await on(sqlite('first.db'), async () => {
    await migrate(sqlite('first.db'))
    robots = await insertManyRobots(sqlite('first.db'), count)
    await ensureSigningKey()
  })
}, timeout)
afterAll(async () => {
  for (const drop of drops) await drop()
  rmSync(folder, { recursive: true })
  scripts.remove()
})

/** Works on a database as a process of its own would. */
async function on<Result>(url: string, fn: (client: Database) => Promise<Result>): Promise<Result> {
  forgetGlobalState()
  setGlobalState('env', parseEnv({ LOG_LEVEL: 'silent', DATA_DIR: folder, SECRET_KEY: key }))
  const client = openDatabase(url)
  setGlobalState('database', client)
  return fn(client).finally(() => disconnect(client))
}

/** An empty place on the engine under test. */
async function place(name: string): Promise<string> {
  if (testEngine === 'sqlite') return sqlite(name)
  const { url, drop } = await blankDatabase()
  drops.push(drop)
  return url
}

const told: string[] = []
async function timed<Result>(what: string, fn: () => Promise<Result>): Promise<Result> {
  const [start, cpu] = [performance.now(), process.cpuUsage()]
  const result = await fn()
  const { user, system } = process.cpuUsage(cpu)
  told.push(
    `${what} ${((performance.now() - start) / 1000).toFixed(1)} s (${((user + system) / 1e6).toFixed(1)} s of processor time)`,
  )
  return result
}

/** A backup while robots are made as fast as one writer makes them; answers how many there were before and after. */
async function backupUnderWriters(url: string, file: string): Promise<[number, number]> {
  return on(url, async (client) => {
    const project = await makeProject()
    const before = await client.robot.count()
    let isOver = false
    const writing = (async () => {
      // SQLite's driver waits for nothing: without a turn of the event loop between them, the backup would get none.
      for (; !isOver; await nextTurn()) await makeRobot(project)
    })()
    await timed(`backup of ${count} robots`, () => createBackup({ url, file, passphrase, key, ...cheap })).finally(
      () => (isOver = true),
    )
    await writing
    return [before, await client.robot.count()]
  })
}

/** Whatever the moment, each robot that is there is there with its secret, its permission and its event. */
async function expectWhole(url: string, [before, after]: [number, number]): Promise<void> {
  await on(url, async (client) => {
    const there = await client.robot.count()
    expect(there).toBeGreaterThanOrEqual(before)
    expect(there).toBeLessThanOrEqual(after)
    for (const rows of ['RobotSecret', 'RobotGrant'])
      expect(
        await client.$queryRawUnsafe(`SELECT r."id" FROM "Robot" r LEFT JOIN "${rows}" x ON x."robotId" = r."id"
        GROUP BY r."id" HAVING COUNT(x."id") <> 1`),
      ).toEqual([])
    const [events] = await client.$queryRawUnsafe<{ count: number }[]>(`SELECT COUNT(DISTINCT "resourceId") AS "count"
      FROM "AuditEvent" WHERE "operation" = 'robot.create'`)
    expect(Number(events!.count)).toBe(there)
  })
}

const seeded = () => ({
  Robot: count,
  RobotSecret: count,
  RobotGrant: count,
  AuditEvent: count,
  User: 1,
  Project: 100,
  ProjectMember: 0,
})
const digests = (url: string) => tableDigests(url, keptTables, {}, seeded())

test('under writers, into the engine under test and back: the same rows', { timeout }, async () => {
  const before = await digests(sqlite('first.db'))
  const [second, last] = [await place('second.db'), sqlite('last.db')]
  const ways: [from: string, to: string][] = [
    [sqlite('first.db'), second],
    [second, last],
  ]
  for (const [at, [from, to]] of ways.entries()) {
    const file = inFolder(`backup-${at}`)
    const counts = await backupUnderWriters(from, file)
    await timed('restore', () => restoreBackup({ url: to, file, passphrase }))
    await expectWhole(to, counts)
  }
  // What came back through the one between is what that one held.
  expect(await digests(last)).toEqual(before)
  const { findings } = await timed('check', () => checkDatabase(last, key))
  expect(findings).toEqual([])
  told.push(`${(statSync(inFolder('backup-0')).size / 1e6).toFixed(1)} MB`)
  await timed('secrets', () => on(last, expectSecrets))
  process.stdout.write(`${testEngine}: ${told.join(', ')}\n`)
})

async function inTurns<Item>(items: readonly Item[], run: (item: Item) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < items.length; start += 200) await Promise.all(items.slice(start, start + 200).map(run))
}

/** All that were generated, and some of the chosen ones, each of which is slow to judge: all of them hold one of two hashes. */
async function expectSecrets(): Promise<void> {
  const refused: string[] = []
  const chosen = robots.filter((robot) => robot.chosen).slice(0, 20)
  await inTurns([...robots.filter((robot) => !robot.chosen), ...chosen], async ({ name, secret }) => {
    const credentials = { username: name, secret, source: { address: '192.0.2.1' } }
    const actor = await authenticateRobot(credentials, await readSignIn(name))
    if (actor?.name !== name) refused.push(name)
  })
  expect(refused).toEqual([])
  const [one, other] = robots
  const wrong = { username: one!.name, secret: other!.secret, source: { address: '192.0.2.1' } }
  expect(await authenticateRobot(wrong, await readSignIn(one!.name))).toBeNull()
  await expectTokens()
}

async function expectTokens(): Promise<void> {
  const server = createServer(handler(async (_, response) => void response.writeHead(404).end()))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const door = `http://127.0.0.1:${(server.address() as AddressInfo).port}/service/token?service=harbor-registry`
  const refused: string[] = []
  const sample = Array.from({ length: isWhole ? 500 : 50 }, () => robots[Math.floor(Math.random() * count)]!)
  await inTurns(sample, async ({ name, secret, project }) => {
    const authorization = `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`
    const response = await fetch(`${door}&scope=repository:${project}/app:pull,push`, { headers: { authorization } })
    const { token = '..' } = (await response.json()) as { token?: string }
    const claims = Buffer.from(token.split('.')[1]!, 'base64url').toString()
    if (!claims.includes('"actions":["pull"]')) refused.push(`${name}: ${response.status} ${claims}`)
  })
  server.close()
  expect(refused).toEqual([])
}

/** Runs a command in a process of its own and kills it so long after it has begun; answers how long it ran, or null. */
async function killed(what: 'backup' | 'restore', url: string, file: string, afterMs: number): Promise<number | null> {
  const env = { LOG_LEVEL: 'silent', DATA_DIR: folder, SECRET_KEY: key }
  const child = scripts.start('command', [what, url, file, passphrase, key], env)
  const ended = once(child, 'exit') as Promise<[number | null, string | null]>
  await once(child, 'message')
  const start = performance.now()
  const stop = new AbortController()
  await Promise.race([delay(afterMs, null, { signal: stop.signal }).catch(() => null), ended])
  child.kill('SIGKILL')
  const [code, signal] = await ended
  stop.abort()
  if (signal !== 'SIGKILL') expect(code).toBe(0)
  return signal === 'SIGKILL' ? null : performance.now() - start
}

test('a restore that is killed leaves nothing, and one after it does all', { timeout }, async () => {
  const from = sqlite('small.db')
  await migrate(from)
  await on(from, async () => {
    await insertManyRobots(from, 1_000)
    await ensureSigningKey()
  })
  const [file, before] = [inFolder('small'), await digests(from)]
  await createBackup({ url: from, file, passphrase, key, work: 4 })
  const target = testEngine === 'sqlite' ? sqlite('killed/target.db') : await place('')
  const isThere = async () =>
    testEngine === 'sqlite'
      ? existsSync(inFolder('killed/target.db'))
      : (await whileNobodyMigrates(target, structureOf)).tables.size > 0
  const empty = () =>
    testEngine === 'sqlite'
      ? rmSync(inFolder('killed'), { recursive: true })
      : whileNobodyMigrates(target, ({ script: run }) => run('DROP SCHEMA public CASCADE; CREATE SCHEMA public'))
  // How long one takes, so that the kills fall into all of it: on a busy machine the last that came to its end says it anew.
  let takes = isProof ? (await killed('restore', target, file, 600_000))! : 200
  if (isProof) await empty()
  let wholes = 0
  for (let ended = 0; ended < kills;) {
    const ran = await killed('restore', target, file, ((ended + Math.random()) / kills) * takes)
    if (ran === null) ended++
    else takes = ran
    if (!(await isThere())) continue
    wholes++
    expect(await digests(target)).toEqual(before)
    await empty()
  }
  await restoreBackup({ url: target, file, passphrase })
  if (testEngine === 'sqlite') expect(readdirSync(inFolder('killed'))).toEqual(['target.db'])
  expect(await digests(target)).toEqual(before)
  process.stdout.write(
    `${testEngine}: ${kills} restores killed, of ${(takes / 1000).toFixed(1)} s each; ${wholes} times all was there\n`,
  )
})

if (isProof)
  test('a backup that is killed leaves no file of its name, or a whole one', { timeout }, async () => {
    for (let time = 0; time < 5; time++) {
      const file = inFolder(`killed-${time}`)
      await killed('backup', sqlite('small.db'), file, Math.random() * 300)
      if (existsSync(file)) await openBackup(file, passphrase)
    }
  })

test('a full disk: one sentence, nothing is left, and with room all is well', { timeout }, async () => {
  const disk = inFolder('disk')
  const mount = () =>
    spawnSync('mkdir', ['-p', disk]).status === 0 &&
    spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk]).status === 0
  if (!mount()) return process.stdout.write('a full disk was NOT tested: only root on Linux can mount a small one\n')
  try {
    const input = { url: sqlite('first.db'), file: `${disk}/backup`, passphrase, key, work: 4 }
    await expect(createBackup(input)).rejects.toThrow(/ENOSPC/)
    expect(readdirSync(disk)).toEqual([])
    const target = { url: `file:${disk}/data/robots.db`, file: inFolder('small'), passphrase }
    await expect(restoreBackup(target)).rejects.toThrow(/full|ENOSPC/)
    expect(readdirSync(`${disk}/data`)).toEqual([])
    spawnSync('mount', ['-o', 'remount,size=512m', disk])
    await createBackup(input)
    await restoreBackup(target)
    expect(readdirSync(disk).sort()).toEqual(['backup', 'data'])
  } finally {
    spawnSync('umount', ['--lazy', disk])
  }
})
