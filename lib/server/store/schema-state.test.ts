import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'libsql'
import { afterAll, beforeAll, expect, test } from 'vitest'
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

  const waiting = waitForSchema(url, (missing) => told.push(missing), 20_000)
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
