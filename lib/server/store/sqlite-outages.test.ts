import { copyFileSync, existsSync, mkdtempSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import Connection from 'libsql'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Database, disconnect, hotReads, inTransaction, isDatabaseInPlace, openDatabase } from './db'
import { asRefusal } from '../errors'
import { Prisma, PrismaClient } from '../generated/sqlite/client'
import { setGlobalState } from '../global-state'
import { LibSqlImmediate } from './libsql-immediate'
import { migrate } from './migrate'
import { currentSettings } from '../settings/current'
import { SqliteConnection } from './sqlite-connection'
import { SqliteFile } from './sqlite-file'
import { testEngine } from '../testing/database'

describe.runIf(testEngine === 'sqlite')('a SQLite file', () => {
  let folder: string
  let file: string
  let url: string
  let client: Database

  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'outages-'))
    mkdirSync(path.join(folder, 'data'))
    file = path.join(folder, 'data/test.db')
    url = `file:${file}`
    await migrate(url)
    client = openDatabase(url)
    setGlobalState('database', client)
    await write('first')
  })
  afterEach(async () => {
    await disconnect(client)
    rmSync(folder, { recursive: true })
  })

  const write = (key: string) => inTransaction((tx) => tx.setting.create({ data: { key, value: '' } }))
  const refusalOf = (work: Promise<unknown>) =>
    work.then(
      () => null,
      (error: unknown) => asRefusal(error) ?? Promise.reject(error),
    )
  const rows = async () => JSON.parse((await hotReads().ask({})).settings) as unknown[]

  describe('that another process is writing to', () => {
    let other: Connection.Database
    beforeEach(() => {
      other = new Connection(file)
      other.exec('BEGIN IMMEDIATE')
    })
    afterEach(() => void other.close())

    test('is waited for, while reading goes on and nothing is held up', async () => {
      const statements = vi.spyOn(SqliteConnection.prototype, 'execute')
      const keys = Array.from({ length: 20 }, (_, at) => `key-${at}`)
      const writing = Promise.all(keys.map(write))
      for (let read = 0; read < 60; read++) {
        expect(await client.setting.count()).toBe(1)
        await turn()
      }
      expect(await rows()).toHaveLength(1)
      other.exec('ROLLBACK')
      await writing
      expect(await client.setting.count()).toBe(21)
      expect(await client.$queryRaw`PRAGMA foreign_keys`).toMatchObject([{ foreign_keys: 1 }])
      // Each attempt that meets the lock blocks all else for 50 ms: one does for all who wait.
      const inVain = statements.mock.results.filter(({ type }) => type === 'throw')
      statements.mockRestore()
      expect(inVain).toHaveLength(1)
    })

    test.runIf(process.platform === 'linux')('is an outage at last, and costs no files', async () => {
      const impatient = new PrismaClient({ adapter: new LibSqlImmediate(url, new SqliteFile(url), 300) })
      setGlobalState('database', impatient)
      const before = readdirSync('/proc/self/fd').length
      const refusals = await Promise.all(Array.from({ length: 100 }, (_, at) => refusalOf(write(`key-${at}`))))
      expect(new Set(refusals.map((refusal) => refusal?.kind))).toEqual(new Set(['unavailable']))
      expect(readdirSync('/proc/self/fd').length).toBeLessThan(before + 20)
      other.exec('ROLLBACK')
      await write('free')
      await impatient.$disconnect()
      setGlobalState('database', client)
      expect(await client.setting.count()).toBe(2)
    })
  })

  const losses: [string, () => void][] = [
    ['is removed', () => rmSync(file)],
    ['is replaced', () => (copyFileSync(file, `${file}.copy`), renameSync(`${file}.copy`, file))],
    ['loses its log', () => rmSync(`${file}-wal`)],
    [
      'gets another log',
      () => (copyFileSync(`${file}-wal`, `${file}.copy`), renameSync(`${file}.copy`, `${file}-wal`)),
    ],
    ['loses the index of its log', () => rmSync(`${file}-shm`)],
    ['loses its folder', () => rmSync(path.dirname(file), { recursive: true })],
  ]
  test.each(losses)('that %s takes no more changes, and says so', async (_, lose) => {
    expect(isDatabaseInPlace()).toBe(true)
    lose()
    expect(isDatabaseInPlace()).toBe(false)
    const refusal = await refusalOf(write('late'))
    expect(refusal).toMatchObject({ kind: 'unavailable', message: expect.stringContaining('nothing was changed') })
    expect(String(refusal?.cause)).toMatch(/removed or replaced/)
    expect(await client.setting.count()).toBe(1)
  })

  test.each(losses)('that %s during a change: the change is not told as done', async (_, lose) => {
    const work = inTransaction(async (tx) => {
      await tx.setting.create({ data: { key: 'late', value: '' } })
      lose()
    })
    expect(await refusalOf(work)).toMatchObject({ kind: 'unavailable', reason: 'outcome-unknown' })
  })

  test('that is put back goes on', async () => {
    renameSync(path.dirname(file), path.join(folder, 'elsewhere'))
    expect(await refusalOf(write('late'))).not.toBeNull()
    renameSync(path.join(folder, 'elsewhere'), path.dirname(file))
    await write('later')
    expect(await rows()).toHaveLength(2)
  })

  test('that is missing refuses lists and settings as what cannot be answered now', async () => {
    await hotReads().close()
    rmSync(file)
    const list = async () => hotReads().rows!(Prisma.sql`SELECT 1`)
    for (const read of [list, currentSettings])
      expect(await refusalOf(read())).toMatchObject({ kind: 'unavailable', message: expect.any(String) })
    expect(existsSync(file)).toBe(false)
  })

  test('that is missing is not made anew, nor another one read, when a connection has to be replaced', async () => {
    const other = new Connection(file)
    other.exec('BEGIN IMMEDIATE')
    rmSync(file)
    // Outside of a transaction, so that only the lock is met.
    await refusalOf(client.setting.update({ where: { key: 'first' }, data: { value: 'x' } }))
    expect(existsSync(file)).toBe(false)
    copyFileSync(path.join(process.cwd(), 'package.json'), file)
    await hotReads().close()
    expect(await refusalOf(rows().catch((error: Error) => inTransaction(() => Promise.reject(error))))).toMatchObject({
      kind: 'unavailable',
    })
    other.close()
  })

  test('is cleaned up after by other processes without being taken for another', async () => {
    for (let time = 0; time < 3; time++) {
      const visitor = openDatabase(url)
      await visitor.setting.create({ data: { key: `visit-${time}`, value: '' } })
      await disconnect(visitor)
      await write(`key-${time}`)
    }
    await client.$queryRawUnsafe('PRAGMA wal_checkpoint(TRUNCATE)')
    await write('last')
    expect(isDatabaseInPlace()).toBe(true)
  })
})
