import 'server-only'
import { createHash, randomUUID } from 'node:crypto'
import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { createClient, type Client } from '@libsql/client'
import pg from 'pg'
import { engineOf } from './db'
import { sqlitePath } from './sqlite-file'

type Migration = { name: string; sql: string; checksum: string }
export type Applied = { migration_name: string; checksum: string; finished_at: unknown; rolled_back_at: unknown }

/** Prisma Migrate's own advisory lock, so that its CLI and this runner exclude each other. */
const advisoryLock = 72_707_369

/**
 * Applies the committed migrations that the database lacks, each in a transaction, and returns their names. Keeps
 * Prisma's `_prisma_migrations` table and holds a lock, so that replicas may start together. Throws when a migration
 * was edited after it was applied, or when one failed earlier.
 */
export async function migrate(
  url: string,
  directory = path.join(process.cwd(), 'prisma/migrations'),
): Promise<string[]> {
  const migrations = readMigrations(path.join(directory, engineOf(url)))
  return engineOf(url) === 'postgresql' ? migratePostgres(url, migrations) : migrateSqlite(url, migrations)
}

/** The committed migrations of one engine's folder, in order. */
export function readMigrations(directory: string): Migration[] {
  const folders = readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return folders
    .map(({ name }) => name)
    .sort()
    .map((name) => {
      const sql = readFileSync(path.join(directory, name, 'migration.sql'), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}

/** What is still to do, after checking that what was done is what is committed. */
export function outstanding(migrations: Migration[], applied: Applied[]): Migration[] {
  const failed = applied.find((row) => !row.finished_at && !row.rolled_back_at)
  if (failed) throw new Error(`migration ${failed.migration_name} failed earlier: resolve it before starting again`)
  const checksums = new Map(applied.filter((row) => row.finished_at).map((row) => [row.migration_name, row.checksum]))
  const edited = migrations.find(({ name, checksum }) => checksums.has(name) && checksums.get(name) !== checksum)
  if (edited) throw new Error(`migration ${edited.name} was edited after it was applied`)
  return migrations.filter(({ name }) => !checksums.has(name))
}

export const selectApplied = 'SELECT migration_name, checksum, finished_at, rolled_back_at FROM _prisma_migrations'

async function migratePostgres(url: string, migrations: Migration[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  // Unheard, a connection that breaks would end the process; what is under way fails by itself.
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [advisoryLock])
    await client.query(migrationsTable('TIMESTAMPTZ', 'now()'))
    const todo = outstanding(migrations, (await client.query<Applied>(selectApplied)).rows)
    for (const migration of todo) await applyPostgres(client, migration)
    return todo.map(({ name }) => name)
  } finally {
    await client.end()
  }
}

async function applyPostgres(client: pg.Client, { name, sql, checksum }: Migration) {
  await client.query('BEGIN')
  try {
    await client.query(sql)
    await client.query(
      'INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) VALUES ($1, $2, $3, now(), 1)',
      [randomUUID(), checksum, name],
    )
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  }
}

/**
 * Tries again for up to 10 s while another starter holds the file, each time with a new connection: SQLite's own busy
 * timeout would block the whole process, and libsql cannot commit on a connection that has found the file locked.
 */
async function migrateSqlite(url: string, migrations: Migration[]): Promise<string[]> {
  makePrivate(url)
  for (const deadline = Date.now() + 10_000; ; await delay(20)) {
    const client = createClient({ url })
    try {
      return await migrateUnlocked(client, migrations)
    } catch (error) {
      if ((error as { code?: string }).code !== 'SQLITE_BUSY' || Date.now() > deadline) throw error
    } finally {
      client.close()
    }
  }
}

/** SQLite would make the file readable by everybody. The files it keeps beside it get the same rights. */
function makePrivate(url: string): void {
  const file = sqlitePath(url)
  if (file !== ':memory:') closeSync(openSync(file, 'a', 0o600))
}

/** One immediate transaction around all of it: closing the connection on the way undoes it. */
async function migrateUnlocked(client: Client, migrations: Migration[]): Promise<string[]> {
  await client.execute('PRAGMA journal_mode = WAL')
  await client.execute('BEGIN IMMEDIATE')
  await client.execute(migrationsTable('DATETIME', 'current_timestamp'))
  const { rows } = await client.execute(selectApplied)
  const todo = outstanding(migrations, rows as unknown as Applied[])
  for (const { name, sql, checksum } of todo) {
    for (const statement of statements(sql)) await client.execute(statement)
    await client.execute({
      sql: 'INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) VALUES (?, ?, ?, ?, 1)',
      args: [randomUUID(), checksum, name, Date.now()],
    })
  }
  await client.execute('COMMIT')
  return todo.map(({ name }) => name)
}

/** `executeMultiple` would end our transaction on a failure, so statements go one by one; ours hold no `;` in texts. */
const statements = (sql: string): string[] =>
  sql
    .replace(/^--.*$/gm, '')
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '')

const migrationsTable = (time: string, present: string): string => `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at ${time},
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at ${time},
  started_at ${time} NOT NULL DEFAULT ${present},
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`
