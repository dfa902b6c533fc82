import 'server-only'
import path from 'node:path'
import { Prisma } from '../generated/sqlite/client'
import type { Engine } from '../store/db'
import { appliedColumns, outstanding, readMigrations, type Applied, type Migration } from '../store/migrations/history'
import type { Snapshot } from './table'
import { asBytes, asName } from './value'

/** Those that this version brings along. */
export const committed = (engine: Engine): Migration[] =>
  readMigrations(path.join(process.cwd(), 'prisma/migrations', engine))

/**
 * The names of the migrations that a database has had, and whether these are all. Throws a sentence where it is another
 * version's, or in the midst of one.
 */
export async function migrationsOf(snapshot: Snapshot): Promise<{ names: string[]; isCurrent: boolean }> {
  const known = committed(snapshot.engine)
  const applied = (await appliedIn(snapshot)).filter(({ rolled_back_at }) => !rolled_back_at)
  const foreign = applied.find(({ migration_name: name }) => !known.some((each) => each.name === name))
  if (foreign)
    throw new Error(
      `the database was set up by another version, with the migration ${foreign.migration_name}: use that one`,
    )
  const left = outstanding(known, applied)
  const begun = applied.find(({ finished_at }) => !finished_at)
  if (begun)
    throw new Error(`the database is in the midst of the migration ${begun.migration_name}: start the server first`)
  return { names: applied.map(({ migration_name }) => migration_name).sort(), isCurrent: left.length === 0 }
}

async function appliedIn({ ask, engine }: Snapshot): Promise<Applied[]> {
  const isThere =
    engine === 'sqlite'
      ? Prisma.sql`SELECT 1 FROM sqlite_master WHERE "name" = '_prisma_migrations'`
      : Prisma.sql`SELECT 1 WHERE to_regclass('_prisma_migrations') IS NOT NULL`
  if ((await ask(isThere)).length === 0) throw new Error('the database is empty')
  const shown = appliedColumns.map((column) => (engine === 'sqlite' ? asBytes(column) : column))
  const rows = await ask(Prisma.raw(`SELECT ${shown.join(', ')} FROM _prisma_migrations`))
  return rows.map(([migration_name, checksum, finished_at, rolled_back_at, steps, logs]) => ({
    ...{ migration_name: asName(migration_name), checksum: asName(checksum), finished_at, rolled_back_at },
    ...{ applied_steps_count: Number(steps), logs: logs === null ? null : asName(logs) },
  }))
}
