import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'libsql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { disconnect, openDatabase } from './db'
import { migrate } from './migrate'
import { schemaState, waitForSchema } from './schema-state'
import { blankDatabase, testEngine } from '../testing/database'

let folder: string
let url: string
let drop: () => Promise<void>

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'migrations-'))
  cpSync(path.join(process.cwd(), 'prisma/migrations'), folder, { recursive: true })
  ;({ url, drop } = await blankDatabase())
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await drop()
})

test('tells an empty database, one that lacks a migration, one that is ready and one of another version', async () => {
  expect(await schemaState(url)).toEqual({ kind: 'missing', missing: 'it is empty' })
  if (testEngine === 'sqlite') expect(existsSync(new URL(url))).toBe(false)
  const told: string[] = []
  await expect(waitForSchema(url, (missing) => told.push(missing), 0)).rejects.toThrow(
    /^it is empty: start the console/,
  )
  expect(told).toEqual(['it is empty'])

  const waiting = waitForSchema(url, (missing) => told.push(missing), 50_000)
  await migrate(url)
  await waiting
  expect(await schemaState(url)).toEqual({ kind: 'ready' })

  const later = '99990101000000_later'
  mkdirSync(path.join(folder, testEngine, later))
  writeFileSync(
    path.join(folder, testEngine, later, 'migration.sql'),
    'CREATE TABLE "Later" ("id" INTEGER NOT NULL);\n',
  )
  expect(await schemaState(url, folder)).toEqual({ kind: 'missing', missing: `it lacks the migration ${later}` })
  await migrate(url, folder)
  expect(await schemaState(url, folder)).toEqual({ kind: 'ready' })
  await expect(schemaState(url)).rejects.toThrow(/set up by another version, with the migration 99990101000000_later/)
})

describe('a later version has been here', () => {
  const known = '20261125220145_room_for_time'
  const foreign = async (...rows: { name: string; finished?: boolean; rolledBack?: boolean }[]) => {
    const made = await blankDatabase()
    await migrate(made.url)
    const client = openDatabase(made.url)
    for (const { name, finished = true, rolledBack = false } of rows) {
      const [finishedAt, rolledBackAt] = [finished, rolledBack].map((is) => (is ? '2026-01-01' : null))
      await client.$executeRawUnsafe(`INSERT INTO _prisma_migrations
        (id, checksum, migration_name, applied_steps_count, finished_at, rolled_back_at)
        VALUES ('${name}', 'x', '${name}', 1, ${sqlText(finishedAt)}, ${sqlText(rolledBackAt)})`)
    }
    await disconnect(client)
    return made
  }
  const sqlText = (text: string | null | undefined) => (text == null ? 'NULL' : `'${text}'`)
  const additive = { name: '99990101000000_notes_additive' }

  test.each([
    ['nothing but what is marked as additive', [additive, { name: '99990102000000_more_additive' }]],
    ['what was rolled back', [additive, { name: '99990102000000_gone', finished: false, rolledBack: true }]],
  ])('with %s: this one is ready, and starts', async (_, rows) => {
    const made = await foreign(...rows)
    expect(await schemaState(made.url)).toEqual({ kind: 'ready' })
    expect(await migrate(made.url)).toEqual([])
    await made.drop()
  })

  test.each([
    ['one that is not marked', [additive, { name: '99990102000000_other' }], '99990102000000_other'],
    ['a mark in the middle of a name', [{ name: '99990102000000_additive_not' }], '99990102000000_additive_not'],
    ['one that is under way', [{ ...additive, finished: false }], additive.name],
  ])('with %s: waiting would not mend it, and nothing is touched', async (_, rows, name) => {
    const made = await foreign(...rows)
    const sentence = `it was set up by another version, with the migration ${name}`
    await expect(schemaState(made.url)).rejects.toThrow(sentence)
    await expect(migrate(made.url)).rejects.toThrow(sentence)
    await made.drop()
  })

  test('with what is additive, while this one lacks some of its own: it goes on', async () => {
    const made = await foreign(additive)
    const client = openDatabase(made.url)
    await client.$executeRawUnsafe(
      `UPDATE _prisma_migrations SET finished_at = NULL, applied_steps_count = 1 WHERE migration_name = '${known}'`,
    )
    await disconnect(client)
    expect(await schemaState(made.url)).toMatchObject({ kind: 'missing' })
    expect(await migrate(made.url)).toEqual([known])
    await made.drop()
  })
})

test.runIf(testEngine === 'sqlite')('a file that is locked while it is set up is waited for', async () => {
  const file = path.join(folder, 'locked.db')
  const writer = new Database(file)
  writer.exec('BEGIN EXCLUSIVE')
  expect(await schemaState(`file:${file}`)).toEqual({ kind: 'missing', missing: expect.stringContaining('locked') })
  writer.exec('ROLLBACK')
  writer.close()
  expect(await schemaState(`file:${file}`)).toEqual({ kind: 'missing', missing: 'it is empty' })
})

test.runIf(testEngine === 'postgresql')('a server that cannot be reached is no empty database', async () => {
  await expect(schemaState('postgresql://postgres@127.0.0.1:1/none')).rejects.toThrow()
})
