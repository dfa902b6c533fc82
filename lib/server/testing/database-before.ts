import 'server-only'
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { disconnect, openDatabase, type Database } from '../store/db'
import { Prisma } from '../generated/sqlite/client'
import { migrate } from '../store/migrate'
import { blankDatabase, testEngine } from './database'

const committed = path.join(process.cwd(), 'prisma/migrations', testEngine)

/** The committed migrations, in order. */
export const migrationNames = (): string[] => readdirSync(committed).sort()

/** Brings a database to where the version before a migration left it. */
export async function migrateBefore(url: string, name: string): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'migrations-'))
  for (const each of migrationNames().filter((one) => one < name))
    cpSync(path.join(committed, each), path.join(folder, testEngine, each), { recursive: true })
  await migrate(url, folder)
  rmSync(folder, { recursive: true })
}

/** A database as the version before a migration left it, and a client for raw statements. */
export async function databaseBefore(name: string) {
  const { url, drop } = await blankDatabase()
  await migrateBefore(url, name)
  const client = openDatabase(url)
  const close = async () => {
    await disconnect(client)
    await drop()
  }
  return { url, client, close }
}

/** A moment, as rows of old hold it. */
export const at = '2026-01-01 00:00:00'

export type Value = string | number | bigint | boolean | null
/** Written as it is on both engines. */
const literal = (value: Value): Prisma.Sql =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(value)
    ? Prisma.raw(`'${value}'`)
    : Prisma.sql`${value}`

/** Rows of the same columns, in one statement. */
export async function insertRows(client: Database, table: string, rows: readonly Record<string, Value>[]) {
  const names = Object.keys(rows[0]!).map((column) => `"${column}"`)
  const values = rows.map((row) => Prisma.sql`(${Prisma.join(Object.values(row).map(literal))})`)
  await client.$executeRaw`INSERT INTO ${Prisma.raw(`"${table}" (${names.join(', ')})`)} VALUES ${Prisma.join(values)}`
}
