import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Prisma } from '../generated/sqlite/client'
import { db } from '../store/db'
import { migrate } from '../store/migrate'
import { advisoryLock } from '../store/migrations/connection'
import { testEngine, useDatabase } from '../testing/database'
import { openSnapshot } from './snapshot'

const url = useDatabase()
const name = '99990101000000_later'
let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'migrations-'))
  cpSync(path.join(process.cwd(), 'prisma/migrations'), folder, { recursive: true })
  mkdirSync(path.join(folder, testEngine, name))
  writeFileSync(
    path.join(folder, testEngine, name, 'migration.sql'),
    'ALTER TABLE "Robot" ADD COLUMN "later" INTEGER;\n',
  )
})
afterAll(() => rmSync(folder, { recursive: true }))

/** What a backup holds on to, once it has read it. */
async function readingSnapshot() {
  const snapshot = await openSnapshot(url())
  await snapshot.ask(Prisma.sql`SELECT COUNT(*) FROM "Robot"`)
  return snapshot
}

const waiting = async () => {
  const [row] = await db().$queryRaw<{ count: bigint }[]>`SELECT COUNT(*) AS "count" FROM pg_locks
    WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`
  return Number(row!.count)
}

test('a start without anything to migrate does not wait for a backup', async () => {
  const snapshot = await readingSnapshot()
  expect(await migrate(url())).toEqual([])
  await snapshot.close()
})

test('a start with something to migrate keeps nobody from reading, and goes on when the backup has ended', async () => {
  const snapshot = await readingSnapshot()
  const migrating = migrate(url(), folder)
  if (testEngine === 'postgresql') await expect.poll(waiting).toBe(1)
  const read = db().$transaction(async (tx) => {
    if (testEngine === 'postgresql') await tx.$executeRaw`SET LOCAL lock_timeout = '2s'`
    return tx.$queryRaw`SELECT "loginName" FROM "Robot"`
  })
  await expect(read.finally(() => snapshot.close())).resolves.toEqual([])
  expect(await migrating).toEqual([name])
})

if (testEngine === 'postgresql')
  test('a backup waits for a migration, and sees what it has made', async () => {
    const held = await db().$transaction(
      async (tx) => {
        await tx.$executeRaw`SELECT pg_advisory_xact_lock(${advisoryLock})`
        const opening = readingSnapshot()
        await expect.poll(waiting).toBe(1)
        await tx.$executeRaw`CREATE TABLE "Later" ("id" INTEGER)`
        return { opening }
      },
      { timeout: 30_000 },
    )
    const snapshot = await held.opening
    expect(await snapshot.ask(Prisma.sql`SELECT to_regclass('"Later"') IS NOT NULL`)).toEqual([['t']])
    await snapshot.close()
  })
