import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { authenticateRobot, readSignIn } from '../auth/authenticate-robot'
import { parseEnv } from '../env'
import { setGlobalState } from '../global-state'
import { authenticateLegacyRobot } from '../legacy-robots/authenticate'
import { issueToken } from '../registry/issue-token'
import { signingKey } from '../registry/signing-key'
import { keptCount } from '../store/robot-index'
import { db, disconnect, openDatabase, type Database } from '../store/db'
import { blankDatabase, testEngine, unique, useDatabase } from '../testing/database'
import { makeEveryKind } from '../testing/every-kind'
import { makeProject, makeRobot, makeUser } from '../testing/make'
import { tableDigests } from '../testing/table-digests'
import { flushUses } from '../usage/note-use'
import { updateSettings } from '../settings/update'
import { refreshSecret } from '../robots/refresh-secret'
import { checkDatabase } from './check/check'
import { createBackup } from './create'
import { openBackup } from './open'
import { restoreBackup } from './restore'
import { emptied, keptTables, leftOut } from './tables'

const url = useDatabase()
const key = 'the secret key of the tests, 32 long'
const passphrase = 'correct horse battery'
let folder: string
let source: Database
let made: Awaited<ReturnType<typeof makeEveryKind>>

beforeAll(async () => {
  setGlobalState('secret-key', { master: key })
  source = db()
  made = await makeEveryKind()
})
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'backup-'))
  setGlobalState('env', parseEnv({ DATA_DIR: folder, SECRET_KEY: key, LOG_LEVEL: 'silent' }))
})
afterEach(() => {
  setGlobalState('database', source)
  rmSync(folder, { recursive: true })
})
afterAll(() => setGlobalState('database', source))

/** Works on another database as if it were the process's own. */
async function on<Result>(target: string, fn: (client: Database) => Promise<Result>): Promise<Result> {
  const client = openDatabase(target)
  setGlobalState('database', client)
  setGlobalState('signing-key', { lookedAt: 0 })
  try {
    return await fn(client)
  } finally {
    setGlobalState('database', source)
    setGlobalState('signing-key', { lookedAt: 0 })
    await disconnect(client)
  }
}

async function expectWorks(target: string): Promise<void> {
  await on(target, async (client) => {
    for (const { legacy, ...credentials } of made.credentials) {
      const asked = { ...credentials, source: { address: '192.0.2.1' } }
      const robot = legacy
        ? await authenticateLegacyRobot(asked)
        : await authenticateRobot(asked, await readSignIn(asked.username))
      expect(robot?.name).toBe(credentials.username)
    }
    expect((await signingKey()).kid).toBe((await client.signingKey.findFirstOrThrow()).kid)
    const known = await client.robot.count()
    const [kept] = await client.$queryRaw<{ count: number }[]>`SELECT (${keptCount({ places: null })}) AS "count"`
    const [disabled] = await client.$queryRaw<
      { count: number }[]
    >`SELECT (${keptCount({ places: null }, true)}) AS "count"`
    expect([Number(kept!.count), Number(disabled!.count)]).toEqual([known, 1])
  })
}

const sqliteIn = (name: string) => `file:${path.join(folder, name)}`

test('a backup of one engine, restored into the other and back, is the same, and every secret works', async () => {
  const before = await tableDigests(url(), keptTables, emptied)
  await createBackup({ url: url(), file: `${folder}/1`, passphrase, key, work: 8 })
  expect(statSync(`${folder}/1`).mode & 0o777).toBe(0o600)

  const other = sqliteIn('other.db')
  await restoreBackup({ url: other, file: `${folder}/1`, passphrase })
  expect(await tableDigests(other, keptTables, emptied)).toEqual(before)
  await expectWorks(other)

  await createBackup({ url: other, file: `${folder}/2`, passphrase, key, work: 8 })
  const { url: back, drop } =
    testEngine === 'postgresql' ? await blankDatabase() : { url: sqliteIn('back.db'), drop: null }
  await restoreBackup({ url: back, file: `${folder}/2`, passphrase })
  expect(await tableDigests(back, keptTables, emptied)).toEqual(before)
  await expectWorks(back)
  const lastId = await source.robot.aggregate({ _max: { id: true } })
  const next = await on(back, async () => makeRobot(await makeProject()))
  expect(next.id).toBeGreaterThan(lastId._max.id!)
  await drop?.()
})

test('what is left out is not there, and a one-time secret is not there twice', async () => {
  const user = await makeUser()
  const at = new Date()
  await source.session.create({
    data: { id: unique('s'), userId: user.id, createdAt: at, lastSeenAt: at, expiresAt: at },
  })
  await createBackup({ url: url(), file: `${folder}/1`, passphrase, key, work: 8 })
  const { rows } = await openBackup(`${folder}/1`, passphrase)
  expect([...rows.keys()].filter((table) => table in leftOut)).toEqual([])
  await restoreBackup({ url: sqliteIn('copy.db'), file: `${folder}/1`, passphrase })
  await on(sqliteIn('copy.db'), async (client) => {
    expect(await client.session.count()).toBe(0)
    expect(await client.oneTimeLink.count({ where: { box: { not: null } } })).toBe(0)
    expect(await client.oneTimeLink.count()).toBe(await source.oneTimeLink.count())
  })
  expect(await source.oneTimeLink.count({ where: { box: { not: null } } })).toBeGreaterThan(0)
})

test('two secrets of one robot, under its name of today and of before, sign in, and where it did so is known', async () => {
  const [{ actor }, project] = [await makeUser({ isAdmin: true }), await makeProject()]
  const { id, name, secret } = await makeRobot(project)
  const newer = await refreshSecret(project.admin, { id, oldSecret: { kind: 'after-first-use', hours: 24 } })
  const names = [name, name.replace('robot$', 'robot-')]
  const source = { address: '192.0.2.1', client: 'skopeo/1' }
  const signIns = names.flatMap((username) => [secret!, newer!.secret].map((each) => ({ username, secret: each })))
  const signInAll = async () => {
    for (const credentials of signIns)
      expect(await issueToken({ service: 'harbor-registry', scopes: [], credentials, source })).toHaveProperty('token')
    await flushUses('all')
  }
  await updateSettings(actor, { changes: { robotNamePrefix: 'robot-' }, graceDays: 7 })
  await signInAll()
  await createBackup({ url: url(), file: `${folder}/1`, passphrase, key, work: 8 })
  const before = await tableDigests(url(), keptTables, emptied)
  const back = testEngine === 'postgresql' ? await blankDatabase() : null
  for (const target of [sqliteIn('rolling.db'), ...(back ? [back.url] : [])]) {
    await restoreBackup({ url: target, file: `${folder}/1`, passphrase })
    expect(await tableDigests(target, keptTables, emptied)).toEqual(before)
    expect((await checkDatabase(target, key)).findings).toEqual([])
    await on(target, async (client) => {
      const uses = async () => (await client.formerNameUse.findFirstOrThrow({ where: { robotId: id } })).uses
      expect(await uses()).toBe(2)
      await signInAll()
      expect(await uses()).toBe(4)
      expect(await client.robotClient.count({ where: { robotId: id } })).toBe(2)
    })
  }
  await back?.drop()
  await db().setting.deleteMany({ where: { key: { contains: 'prefix' } } })
})

test('nothing but the backup is left beside it', async () => {
  await createBackup({ url: url(), file: `${folder}/1`, passphrase, key, work: 8 })
  await restoreBackup({ url: sqliteIn('data/copy.db'), file: `${folder}/1`, passphrase })
  expect(readdirSync(folder).sort()).toEqual(['1', 'data'])
  expect(readdirSync(`${folder}/data`)).toEqual(['copy.db'])
  // Its header says that it keeps a log: who reads it is in nobody's way.
  expect([...readFileSync(`${folder}/data/copy.db`).subarray(18, 20)]).toEqual([2, 2])
})
