import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { folded } from '@/lib/domain/texts/folded'
import { parseEnv } from '../env'
import { setGlobalState } from '../global-state'
import { ensureSigningKey } from '../registry/signing-key'
import { db, disconnect, openDatabase } from '../store/db'
import { blankDatabase, testEngine, useDatabase } from '../testing/database'
import { at, databaseBefore, insertRows } from '../testing/database-before'
import { structureOf, whileNobodyMigrates } from '../testing/database-state'
import { makeProject, makeRobot } from '../testing/make'
import { tableDigests } from '../testing/table-digests'
import { checkDatabase } from './check/check'
import { createBackup } from './create'
import { agreeOnKey, presentKey, writeKey } from './keys'
import type { Head } from './marks'
import { committed } from './migrations-of'
import { openBackup } from './open'
import { restoreBackup, restoreKey } from './restore'
import { writeSealed } from './sealed-file'
import { openSnapshot } from './snapshot'
import { keptTables } from './tables'
import type { Snapshot } from './table'
import { linesOf } from './write-lines'

const url = useDatabase()
const key = 'the secret key of the tests, 32 long'
const otherKey = 'another secret key of the tests, 32 long'
const passphrase = 'correct horse battery'
let folder: string
const inFolder = (name: string) => path.join(folder, name)
const setEnv = (more: Record<string, string> = {}) =>
  setGlobalState('env', parseEnv({ DATA_DIR: folder, LOG_LEVEL: 'silent', ...more }))

let file: string
let kept: string
let place: Awaited<ReturnType<typeof makePlace>>
beforeAll(async () => {
  setGlobalState('secret-key', { master: key })
  await ensureSigningKey()
  await makeRobot(await makeProject())
  kept = mkdtempSync(path.join(tmpdir(), 'kept-'))
  file = path.join(kept, 'backup')
  await createBackup({ url: url(), file, passphrase, key, work: 4 })
})
afterAll(async () => {
  rmSync(kept, { recursive: true })
  await place.drop()
})
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'refusals-'))
  setEnv({ SECRET_KEY: key })
  if (testEngine === 'sqlite' || !place) place = await makePlace()
})
afterEach(() => rmSync(folder, { recursive: true }))

/** An empty place of the engine under test, how to empty it again, and whether it is. */
async function makePlace() {
  if (testEngine === 'sqlite') {
    const target = inFolder('new.db')
    const isEmpty = async () => !readdirSync(folder).some((name) => name.startsWith('new'))
    return { target: `file:${target}`, isEmpty, empty: async () => rmSync(target), drop: async () => undefined }
  }
  const { url: target, drop } = await blankDatabase()
  const isEmpty = async () => (await whileNobodyMigrates(target, structureOf)).tables.size === 0
  const empty = () =>
    whileNobodyMigrates(target, ({ script }) => script('DROP SCHEMA public CASCADE; CREATE SCHEMA public'))
  return { target, isEmpty, empty, drop }
}

/** The same lines under another head, or as another database would have given them. */
async function backupWith(change: Partial<Head>, as: (snapshot: Snapshot) => Partial<Snapshot> = () => ({})) {
  const { head } = await openBackup(file, passphrase)
  const opened = await openSnapshot(url())
  const snapshot = { ...opened, ...as(opened) }
  const present = await snapshot.tables()
  const tables = keptTables.flatMap((name) => present.filter((table) => table.name === name))
  const lines = linesOf(snapshot, { ...head, ...change }, tables, new Map())
  await writeSealed(inFolder('changed'), lines, passphrase, 4)
  await snapshot.close()
  return inFolder('changed')
}

describe('a restore', () => {
  test('over an installation that is there is refused, and nothing of it is changed', async () => {
    const before = await tableDigests(url(), keptTables)
    await expect(restoreBackup({ url: url(), file, passphrase })).rejects.toThrow(/into an empty installation only/)
    expect(await tableDigests(url(), keptTables)).toEqual(before)
  })

  test.each<[string, () => Promise<string> | string, RegExp]>([
    ['a passphrase that is another', () => file, /the passphrase is another one/],
    [
      'a migration of a newer version',
      () => backupWith({ migrations: ['20991231000000_later'], version: '9.9.9' }),
      /newer version \(9\.9\.9\), with the migration 20991231000000_later/,
    ],
    [
      'a key that opens nothing in it',
      () => backupWith({ key: otherKey }),
      /the key in the backup does not open the signing key/,
    ],
    ['a file that is not there', () => inFolder('nothing'), /ENOENT/],
    ['a folder', () => folder, / is no file$/],
  ])('of %s writes nothing', async (what, of, sentence) => {
    const { target, isEmpty } = place
    const given = what.startsWith('a passphrase') ? 'quite another one' : passphrase
    await expect(restoreBackup({ url: target, file: await of(), passphrase: given })).rejects.toThrow(sentence)
    expect(await isEmpty()).toBe(true)
  })

  test('where SECRET_KEY is another one writes nothing, and works when it is the right one', async () => {
    const { target, isEmpty } = place
    setEnv({ SECRET_KEY: otherKey })
    await expect(restoreBackup({ url: target, file, passphrase })).rejects.toThrow(/^SECRET_KEY is another key/)
    expect(await isEmpty()).toBe(true)
    setEnv({ SECRET_KEY: key })
    await restoreBackup({ url: target, file, passphrase })
    await place.empty()
  })

  test('with a key that no file can keep is refused before anything is loaded, unless SECRET_KEY is that key', () => {
    setEnv()
    expect(() => agreeOnKey(`${key}\n`)).toThrow(/has a line break .*: set the variable SECRET_KEY to all of it/)
    expect(() => writeKey(`${key}\n`)).toThrow(/has a line break/)
    setEnv({ SECRET_KEY: key })
    expect(() => agreeOnKey(`${key}\n`)).toThrow(/SECRET_KEY is the backup's key but for .* a line break at an end/)
    setEnv({ SECRET_KEY: `${key}\n` })
    expect(() => agreeOnKey(`${key}\n`)()).not.toThrow()
    expect(readdirSync(folder)).toEqual([])
  })

  test('gives its key to a data folder without one, and overwrites none', async () => {
    setEnv()
    await restoreBackup({ url: `file:${inFolder('one.db')}`, file, passphrase })
    expect(readFileSync(inFolder('secret.key'), 'utf8')).toBe(`${key}\n`)
    expect(presentKey()).toBe(key)
    await restoreBackup({ url: `file:${inFolder('two.db')}`, file, passphrase })
    writeFileSync(inFolder('secret.key'), `${otherKey}\n`)
    await expect(restoreBackup({ url: `file:${inFolder('three.db')}`, file, passphrase })).rejects.toThrow(
      /holds another key .* move that file away/,
    )
    await expect(restoreKey({ file, passphrase })).rejects.toThrow(/is there already/)
    expect(readFileSync(inFolder('secret.key'), 'utf8')).toBe(`${otherKey}\n`)
    expect(existsSync(inFolder('three.db'))).toBe(false)
    rmSync(inFolder('secret.key'))
    await restoreKey({ file, passphrase })
    expect(readFileSync(inFolder('secret.key'), 'utf8')).toBe(`${key}\n`)
  })

  test('of rows that the database refuses leaves nothing, and may be repeated with others', async () => {
    const { target, isEmpty } = place
    const early = committed(testEngine)
      .map(({ name }) => name)
      .slice(0, 4)
    const broken = await backupWith({ migrations: early })
    await expect(restoreBackup({ url: target, file: broken, passphrase })).rejects.toThrow(
      /^\w+: .*(no column|does not exist).*: see what npm run check says/,
    )
    expect(await isEmpty()).toBe(true)
    await restoreBackup({ url: target, file, passphrase })
    await place.empty()
  })

  test.each<[string, (snapshot: Snapshot) => Partial<Snapshot>, RegExp]>([
    [
      'a NUL',
      ({ read }) => ({ read: (raw, column) => (column.name === 'description' ? 'a\0b' : read(raw, column)) }),
      /^row 1 of Robot \(id \d+\) holds a NUL in "description", which PostgreSQL cannot hold$/,
    ],
    [
      'a number of more than 32 bits',
      ({ read }) => ({ read: (raw, column) => (column.name === 'durationDays' ? 2 ** 31 : read(raw, column)) }),
      /^row 1 of Robot \(id \d+\) holds so large a number in "durationDays"/,
    ],
    [
      'an id of more than 32 bits to come',
      () => ({ lastIds: async () => new Map([['Robot', 2 ** 31]]) }),
      /^Robot has come to the id 2147483648, which PostgreSQL cannot hold$/,
    ],
  ])('of %s is one of SQLite, and PostgreSQL leaves nothing of it', async (_what, as, sentence) => {
    const { target, isEmpty } = place
    const restored = restoreBackup({ url: target, file: await backupWith({}, as), passphrase })
    if (testEngine === 'sqlite') return void (await restored)
    await expect(restored).rejects.toThrow(sentence)
    expect(await isEmpty()).toBe(true)
  })

  test('of a row that is there twice says which', async () => {
    const twice = await backupWith({}, ({ ask }) => ({
      ask: async (statement) => {
        const rows = await ask(statement)
        return statement.sql.includes('FROM "Project"') ? [...rows, ...rows] : rows
      },
    }))
    const { target, isEmpty } = place
    await expect(restoreBackup({ url: target, file: twice, passphrase })).rejects.toThrow(
      testEngine === 'sqlite' ? /^row 2 of Project \(id \d+\): .*UNIQUE/ : /^Project: .*unique.* \(Key \(id\)=/,
    )
    expect(await isEmpty()).toBe(true)
  })

  test('of an older version’s database brings it up to this one', async () => {
    const old = await databaseBefore('20261125183458_folded_texts')
    await insertRows(old.client, 'User', [
      { username: 'Ann', passwordHash: '', realName: 'Äpfel', createdAt: at, updatedAt: at },
    ])
    await insertRows(old.client, 'Project', [{ name: 'web', ownerId: 1, createdAt: at, updatedAt: at }])
    const robot = {
      level: 'project',
      projectId: 1,
      name: 'ci',
      loginName: 'web+ci',
      description: 'Große',
      durationDays: -1,
    }
    await insertRows(old.client, 'Robot', [
      { ...robot, creatorType: 'local', creatorRef: 1, createdAt: at, updatedAt: at },
    ])
    await createBackup({ url: old.url, file: inFolder('old'), passphrase, key, work: 4 })
    await old.close()
    const { head } = await openBackup(inFolder('old'), passphrase)
    expect(head.migrations).toHaveLength(4)

    const { target } = place
    await restoreBackup({ url: target, file: inFolder('old'), passphrase })
    const client = openDatabase(target)
    expect(await client.user.findFirst()).toMatchObject({
      username: 'Ann',
      usernameFolded: 'ann',
      realNameFolded: folded('Äpfel'),
    })
    expect(await client.robot.findFirst()).toMatchObject({
      loginName: 'web+ci',
      descriptionFolded: 'grosse',
      createdAt: new Date('2026-01-01'),
    })
    expect(await client.robotCount.findMany()).toMatchObject([{ place: 1, count: 1 }])
    await disconnect(client)
    await place.empty()
  })

  if (testEngine === 'sqlite')
    test.each<[string, (place: string) => void]>([
      ['an empty file', (at) => writeFileSync(at, '')],
      ['a log', (at) => writeFileSync(`${at}-wal`, '')],
      ['a journal', (at) => writeFileSync(`${at}-journal`, '')],
      ['a link that leads nowhere', (at) => symlinkSync('/nowhere/robots.db', at)],
      ['a folder', (at) => mkdirSync(at)],
    ])('where %s is in its place is refused', async (_what, put) => {
      put(inFolder('new.db'))
      const before = readdirSync(folder)
      await expect(restoreBackup({ url: place.target, file, passphrase })).rejects.toThrow(
        /new\.db(-\w+)? is there: a backup is restored into an empty installation only/,
      )
      expect(readdirSync(folder)).toEqual(before)
    })

  test('beside another: one of them is done, and the other says why it is not', async () => {
    const { target } = place
    const both = await Promise.allSettled([1, 2].map(() => restoreBackup({ url: target, file, passphrase })))
    const refused = both.filter((each) => each.status === 'rejected').map(({ reason }) => String(reason))
    expect(refused).toEqual([
      expect.stringMatching(/another restore of .* has begun meanwhile|into an empty installation only/),
    ])
    const { findings } = await checkDatabase(target, key)
    expect(findings).toEqual([{ what: 'User: nobody is left who administrates; all of them', count: 1, ids: ['1'] }])
    await place.empty()
  })

  if (testEngine === 'sqlite')
    test('clears away what one before left that was killed', async () => {
      const left = mkdtempSync(`${inFolder('new.db')}.restoring-`)
      writeFileSync(path.join(left, 'robots.db'), 'half of it')
      await restoreBackup({ url: `file:${inFolder('new.db')}`, file, passphrase })
      expect(readdirSync(folder)).toEqual(['new.db'])
    })
})

describe('a backup', () => {
  const noText = `CAST(x'41ff' AS TEXT)`
  if (testEngine === 'sqlite')
    test.each<[string, damage: string, undo: string, RegExp]>([
      [
        'a text that is none',
        `UPDATE "Robot" SET "description" = ${noText}`,
        `UPDATE "Robot" SET "description" = ''`,
        /^Robot \d+ holds something in "description" that is no text: see npm run check$/,
      ],
      [
        'a key that is no text',
        `INSERT INTO "Setting" ("key", "value") VALUES (${noText}, 'odd')`,
        `DELETE FROM "Setting" WHERE "value" = 'odd'`,
        /^Setting A\ufffd holds something in "key" that is no text/,
      ],
      [
        'a signing key that is no text',
        `INSERT INTO "SigningKey" SELECT 9, ${noText}, "algorithm", "privateKey", "certificate", "createdAt", NULL FROM "SigningKey"`,
        `DELETE FROM "SigningKey" WHERE "id" = 9`,
        /^SigningKey 9 holds something in "kid" that is no text/,
      ],
      [
        'a key that is bytes',
        `INSERT INTO "Setting" ("key", "value") VALUES (x'4142', 'odd')`,
        `DELETE FROM "Setting" WHERE "value" = 'odd'`,
        /^Setting .* holds something in "key" that is no text/,
      ],
      [
        'an integer that no number is exactly',
        `UPDATE "Robot" SET "version" = 9007199254740993`,
        `UPDATE "Robot" SET "version" = 1`,
        /^Robot \d+ holds something in "version" that is no integer/,
      ],
      [
        'ids that have run out',
        `UPDATE sqlite_sequence SET "seq" = 9223372036854775807 WHERE "name" = 'Robot'`,
        `UPDATE sqlite_sequence SET "seq" = 9 WHERE "name" = 'Robot'`,
        /^Robot has no ids left: see npm run check$/,
      ],
      [
        'a row beyond all bounds',
        `UPDATE "Robot" SET "lastUsedClient" = replace(hex(zeroblob(9000000)), '00', 'ab')`,
        `UPDATE "Robot" SET "lastUsedClient" = NULL`,
        /^Robot \d+ is longer than a backup can hold$/,
      ],
    ])('of %s is none, and says where', async (_what, damage, undo, sentence) => {
      await db().$executeRawUnsafe(damage)
      const input = { url: url(), file: inFolder('new'), passphrase, key, work: 4 }
      await expect(createBackup(input)).rejects.toThrow(sentence)
      expect(readdirSync(folder)).toEqual([])
      await db().$executeRawUnsafe(undo)
    })

  if (testEngine === 'sqlite')
    test.each(['-5', `'x'`, noText, 'NULL'])('of a count of ids that is none (%s) can be restored', async (seq) => {
      const count = (as: string) =>
        db().$executeRawUnsafe(`UPDATE sqlite_sequence SET "seq" = ${as} WHERE "name" = 'Robot'`)
      await count(seq)
      await createBackup({ url: url(), file: inFolder('new'), passphrase, key, work: 4 })
      await restoreBackup({ url: place.target, file: inFolder('new'), passphrase })
      await count('9')
    })

  test('under a weak passphrase, or with another key than the database’s, is none', async () => {
    const input = { url: url(), file: inFolder('new'), passphrase, key, work: 4 }
    await expect(createBackup({ ...input, passphrase: 'short' })).rejects.toThrow(/at least 12 characters/)
    await expect(createBackup({ ...input, key: otherKey })).rejects.toThrow(/does not open the signing key/)
    await expect(createBackup({ ...input, file: inFolder('no/folder') })).rejects.toThrow(/ENOENT/)
    expect(readdirSync(folder)).toEqual([])
  })

  test('of an installation without a key, or a database without tables, is none', async () => {
    setEnv()
    expect(() => presentKey()).toThrow(/there is no SECRET_KEY and no .*secret\.key/)
    expect(existsSync(inFolder('secret.key'))).toBe(false)
    const { target, isEmpty } = place
    const input = { url: target, file: inFolder('backup'), passphrase, key, work: 4 }
    await expect(createBackup(input)).rejects.toThrow(/the database is empty|there is no database/)
    expect(await isEmpty()).toBe(true)
  })
})
