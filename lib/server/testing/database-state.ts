import 'server-only'
import { createHash } from 'node:crypto'
import { Prisma } from '../generated/sqlite/client'
import { connectPostgres, connectSqlite, type Connection } from '../store/migrations/connection'
import { testEngine } from './database'

/** Columns of each table, and all that makes up the tables as one text. */
export type Structure = { tables: Map<string, string[]>; text: string }

/** Runs `fn` beside no migration: on PostgreSQL it waits for one that was killed to be rolled back. */
export async function whileNobodyMigrates<Result>(url: string, fn: (connection: Connection) => Promise<Result>) {
  const connection = await (testEngine === 'postgresql' ? connectPostgres(url) : connectSqlite(url))
  return fn(connection).finally(connection.close)
}

export async function structureOf({ run }: Connection): Promise<Structure> {
  const [columns, parts] = testEngine === 'postgresql' ? ofPostgres : ofSqlite
  const tables = new Map<string, string[]>()
  for (const { table, column } of await run<{ table: string; column: string }>(Prisma.raw(columns))) {
    tables.set(table, [...(tables.get(table) ?? []), column])
  }
  return { tables, text: JSON.stringify([[...tables], await run(Prisma.raw(parts))]) }
}

const ofPostgres = [
  `SELECT table_name AS "table", column_name AS "column" FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name <> '_prisma_migrations' ORDER BY 1, ordinal_position`,
  `SELECT indexdef AS "part" FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT conname FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1`,
] as const
const ofSqlite = [
  `SELECT m."name" AS "table", c."name" AS "column" FROM sqlite_master m, pragma_table_info(m."name") c
    WHERE m."type" = 'table' AND m."name" NOT LIKE 'sqlite_%' AND m."name" <> '_prisma_migrations' ORDER BY 1, c."cid"`,
  `SELECT "sql" AS "part" FROM sqlite_master WHERE "sql" IS NOT NULL ORDER BY 1`,
] as const

/** What goes on being written by itself, or is made of other rows. */
const volatileTables = /^((Disabled)?RobotCount$|RobotText|RobotClient$)/
const volatileColumns = /^(lastUsed|activatedAt)/

/**
 * How many rows each table has, and a digest of all they hold in these columns; of rows that there were `before`, where
 * others were added since. Not of the secrets of legacy robots: that is what is moved.
 */
export async function rowsOf(
  { run }: Connection,
  { tables }: Structure,
  before: Record<string, string> = {},
): Promise<Record<string, string>> {
  const digests: Record<string, string> = {}
  for (const [table, columns] of tables) {
    if (volatileTables.test(table)) continue
    const select = columns
      .filter((column) => !volatileColumns.test(column))
      .map((column) =>
        table === 'RobotSecret' && column === 'hash'
          ? `CASE WHEN "scheme" = 'legacy-rs256' THEN '' ELSE "hash" END AS "hash"`
          : `"${column}"`,
      )
    const limit = Number.parseInt(before[table] ?? `${Number.MAX_SAFE_INTEGER}`)
    const rows = await run(Prisma.raw(`SELECT ${select.join(', ')} FROM "${table}" ORDER BY 1, 2 LIMIT ${limit}`))
    const digest = createHash('sha256')
    for (const row of rows) digest.update(JSON.stringify(row))
    digests[table] = `${rows.length} ${digest.digest('hex')}`
  }
  return digests
}
