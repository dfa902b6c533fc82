import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createClient } from '@libsql/client'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDatabase, type Database } from './db'
import { PrismaClient } from '../generated/sqlite/client'
import { LibSqlImmediate } from './libsql-immediate'
import { migrate } from './migrate'
import { SqliteFile } from './sqlite-file'
import { testEngine } from '../testing/database'

// The adapter is SQLite's, whatever engine the verb tests run on: once is enough.
describe.runIf(testEngine === 'sqlite')('the libsql adapter, mended', () => {
  let folder: string
  let url: string
  let client: Database

  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'adapter-'))
    url = `file:${folder}/test.db`
    await migrate(url)
    client = openDatabase(url)
  })
  afterEach(async () => {
    await client.$disconnect()
    rmSync(folder, { recursive: true })
  })

  const set = (tx: Pick<Database, 'setting'>, key: string, value = '') => tx.setting.create({ data: { key, value } })
  const keys = async () => (await client.setting.findMany({ orderBy: { key: 'asc' } })).map(({ key }) => key)

  test.runIf(process.platform === 'linux')('keeps the number of open files over 300 transactions', async () => {
    await client.$transaction((tx) => set(tx, 'first'))
    const before = readdirSync('/proc/self/fd').length
    for (let n = 0; n < 300; n++) await client.$transaction((tx) => set(tx, `key-${n}`))
    // What else the process opens meanwhile is a few files, and not one for each.
    expect(readdirSync('/proc/self/fd').length).toBeLessThan(before + 20)
  })

  test('keeps its PRAGMAs after a transaction', async () => {
    await client.$transaction((tx) => set(tx, 'first'))
    expect(await client.$queryRaw`PRAGMA foreign_keys`).toMatchObject([{ foreign_keys: 1 }])
    expect(await client.$queryRaw`PRAGMA synchronous`).toMatchObject([{ synchronous: 2 }])
    expect(await client.$queryRaw`PRAGMA journal_mode`).toMatchObject([{ journal_mode: 'wal' }])
  })

  test('a statement outside waits for an open transaction and is not undone with it', async () => {
    let outside: Promise<unknown> | undefined
    const undone = client.$transaction(async (tx) => {
      await set(tx, 'inside')
      outside = set(client, 'outside').then()
      throw new Error('undo')
    })
    await expect(undone).rejects.toThrow('undo')
    await outside
    expect(await keys()).toEqual(['outside'])
  })

  test('a failed COMMIT is undone and the next transaction is its own', async () => {
    const user = { username: 'u', passwordHash: '', createdAt: new Date(), updatedAt: new Date() }
    const failing = client.$transaction(async (tx) => {
      await tx.$executeRaw`PRAGMA defer_foreign_keys = ON`
      await tx.user.create({ data: user })
      await tx.$executeRaw`INSERT INTO "ProjectMember" ("projectId", "userId", "role", "createdAt", "updatedAt") VALUES (999, 999, 'guest', '', '')`
    })
    await expect(failing).rejects.toThrow()
    await client.$transaction((tx) => set(tx, 'next'))
    expect(await client.user.count()).toBe(0)
    expect(await keys()).toEqual(['next'])
  })

  test('after the file was locked by another process, transactions commit again', async () => {
    const other = createClient({ url })
    const impatient = new PrismaClient({ adapter: new LibSqlImmediate(url, new SqliteFile(url), 20) })
    await other.execute('BEGIN IMMEDIATE')
    await expect(impatient.$transaction((tx) => set(tx, 'locked'))).rejects.toThrow()
    await expect(set(impatient, 'locked')).rejects.toThrow()
    await other.execute('ROLLBACK')
    await impatient.$transaction((tx) => set(tx, 'free'))
    expect(await impatient.$queryRaw`PRAGMA foreign_keys`).toMatchObject([{ foreign_keys: 1 }])
    expect(await keys()).toEqual(['free'])
    await impatient.$disconnect()
    other.close()
  })

  test('two clients of one file write in turn, also when a transaction has read first', async () => {
    const other = openDatabase(url)
    const increment = (database: Database) =>
      database.$transaction(async (tx) => {
        const row = await tx.setting.findUnique({ where: { key: 'n' } })
        const value = String(Number(row?.value ?? 0) + 1)
        await tx.setting.upsert({ where: { key: 'n' }, create: { key: 'n', value }, update: { value } })
      })
    for (let n = 0; n < 20; n++) {
      await increment(client)
      await increment(other)
    }
    expect(await client.setting.findUnique({ where: { key: 'n' } })).toMatchObject({ value: '40' })
    await other.$disconnect()
  })
})
