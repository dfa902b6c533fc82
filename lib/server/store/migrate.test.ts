import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from './db'
import { migrate } from './migrate'
import { blankDatabase, testEngine } from '../testing/database'

const committed = path.join(process.cwd(), 'prisma/migrations')
let folder: string
let url: string
let drop: () => Promise<void>

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'migrations-'))
  cpSync(committed, folder, { recursive: true })
  ;({ url, drop } = await blankDatabase())
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await drop()
})

function add(name: string, sql: string) {
  mkdirSync(path.join(folder, testEngine, name), { recursive: true })
  writeFileSync(path.join(folder, testEngine, name, 'migration.sql'), sql)
}

test('replicas that start together apply each migration once', async () => {
  const applied = await Promise.all([migrate(url, folder), migrate(url, folder), migrate(url, folder)])
  const names = readdirSync(path.join(folder, testEngine)).filter((name) => !name.includes('.'))
  expect(applied.flat().sort()).toEqual(names.sort())
})

test('a migration that fails leaves nothing behind, and succeeds once it is mended', async () => {
  add(
    '99990101000000_broken',
    'CREATE TABLE "Half" ("id" INTEGER NOT NULL);\n\nCREATE TABLE "Half" ("id" INTEGER NOT NULL);\n',
  )
  await expect(migrate(url, folder)).rejects.toThrow()
  const client = openDatabase(url)
  await expect(client.$queryRawUnsafe('SELECT * FROM "Half"')).rejects.toThrow()
  await client.$disconnect()
  add('99990101000000_broken', 'CREATE TABLE "Half" ("id" INTEGER NOT NULL);\n')
  expect(await migrate(url, folder)).toEqual(['99990101000000_broken'])
})

test('an edited migration stops the start', async () => {
  add('99990101000000_broken', 'CREATE TABLE "Other" ("id" INTEGER NOT NULL);\n')
  await expect(migrate(url, folder)).rejects.toThrow('99990101000000_broken was edited')
})

// SQLite cannot change a table's columns at will, and a migration that makes the table anew would empty what refers to it.
test('a later migration keeps the rows there are, and no id is given twice', async () => {
  const old = await blankDatabase()
  const first = path.join(folder, 'first')
  const [init] = readdirSync(path.join(committed, testEngine)).sort()
  cpSync(path.join(committed, testEngine, init!), path.join(first, testEngine, init!), { recursive: true })
  await migrate(old.url, first)
  const client = openDatabase(old.url)
  const columns = `"level", "name", "loginName", "durationDays", "creatorType", "creatorRef", "createdAt", "updatedAt"`
  const robot = (name: string) => `('system', '${name}', '${name}', 1, 'local', 1, '2026-01-01', '2026-01-01')`
  await client.$executeRawUnsafe(`INSERT INTO "Robot" (${columns}) VALUES ${robot('kept')}, ${robot('deleted')}`)
  await client.$executeRawUnsafe(
    `INSERT INTO "RobotSecret" ("robotId", "hash", "scheme", "createdAt") VALUES (1, 'hash', 'sha256', '2026-01-01')`,
  )
  await client.$executeRawUnsafe(`DELETE FROM "Robot" WHERE "name" = 'deleted'`)
  await client.$disconnect()

  await migrate(old.url, committed)
  const now = openDatabase(old.url)
  expect(await now.robotSecret.count()).toBe(1)
  await now.$executeRawUnsafe(`INSERT INTO "Robot" (${columns}) VALUES ${robot('new')}`)
  expect(await now.robot.findMany({ select: { id: true, name: true, lastUsedAt: true } })).toEqual([
    { id: 1, name: 'kept', lastUsedAt: 0n },
    { id: 3, name: 'new', lastUsedAt: 0n },
  ])
  await now.$disconnect()
  await old.drop()
})
