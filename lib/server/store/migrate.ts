import 'server-only'
import { closeSync, openSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { engineOf } from './db'
import type { CodeSteps } from './migrations/code-step'
import { codeSteps } from './migrations/code-steps'
import { connectPostgres, connectSqlite, type Connection } from './migrations/connection'
import { readMigrations } from './migrations/history'
import { takeAll, type Progress } from './migrations/take-all'
import { schemaState } from './schema-state'
import { sqlitePath } from './sqlite-file'

/**
 * Applies the committed migrations that the database lacks, each in a transaction and with its steps in code after it,
 * and returns the names of those that this process has finished. Keeps Prisma's `_prisma_migrations` table. It may be
 * killed at any point and goes on at the next start; replicas may start together. Throws when a migration was edited
 * after it was applied, when one failed earlier, or when the database is another version's.
 */
export async function migrate(
  url: string,
  directory = path.join(process.cwd(), 'prisma/migrations'),
  steps: CodeSteps = codeSteps,
): Promise<string[]> {
  const migrations = readMigrations(path.join(directory, engineOf(url)))
  const progress: Progress = { finished: [], at: Date.now() }
  const run = (connection: Connection) => takeAll(connection, migrations, steps, progress)
  if (engineOf(url) === 'sqlite') await inSqlite(url, progress, run)
  // Who has nothing to do does not wait for the lock, which a backup may hold for long.
  else if ((await schemaState(url, directory, steps)).kind === 'missing') await inPostgres(url, run)
  return progress.finished
}

type Run = (connection: Connection) => Promise<void>

async function inPostgres(url: string, run: Run): Promise<void> {
  const connection = await connectPostgres(url)
  await run(connection).finally(connection.close)
}

/**
 * Tries again for up to 10 s while another starter holds the file, each time with a new connection: SQLite's own busy
 * timeout would block the whole process, and libsql cannot commit on a connection that has found the file locked.
 */
async function inSqlite(url: string, progress: Progress, run: Run): Promise<void> {
  makePrivate(url)
  for (;;) {
    const connection = connectSqlite(url)
    try {
      // What a step takes out of a row must not stay in the file, nor in its log.
      await connection.script('PRAGMA journal_mode = WAL;\nPRAGMA secure_delete = ON')
      await run(connection)
      if (progress.finished.length > 0) await connection.script('PRAGMA wal_checkpoint(TRUNCATE)')
      return
    } catch (error) {
      const isBusy = (error as { code?: string }).code === 'SQLITE_BUSY'
      if (!isBusy || Date.now() > progress.at + 10_000) throw error
    } finally {
      await connection.close()
    }
    await delay(20)
  }
}

/** SQLite would make the file readable by everybody. The files it keeps beside it get the same rights. */
function makePrivate(url: string): void {
  const file = sqlitePath(url)
  if (file !== ':memory:') closeSync(openSync(file, 'a', 0o600))
}
