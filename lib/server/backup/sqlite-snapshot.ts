import 'server-only'
import { existsSync } from 'node:fs'
import Database from 'libsql'
import { sqlitePath } from '../store/sqlite-file'
import { asTables, type Snapshot, type Table } from './table'
import { fromSqlite } from './value'

/** One read transaction on a connection that cannot write: SQLite's log keeps what others commit meanwhile. */
export async function sqliteSnapshot(url: string): Promise<Snapshot> {
  const file = sqlitePath(url)
  if (!existsSync(file)) throw new Error(`there is no database ${file}`)
  const database = new Database(`${url.replace(/\?.*$/, '')}?mode=ro`, { timeout: 5_000 } as Database.Options)
  const all = (sql: string, values: readonly unknown[] = []) =>
    database.prepare(sql).safeIntegers(true).raw(true).all(values) as unknown[][]
  try {
    database.exec('BEGIN')
    // A transaction sees what was there at its first read.
    all('SELECT COUNT(*) FROM sqlite_master')
  } catch (error) {
    database.close()
    throw error
  }
  return {
    engine: 'sqlite',
    ask: async ({ sql, values }) => all(sql, values),
    tables: async () => tablesOf(all),
    lastIds: async () => lastIdsOf(all),
    read: (raw, { type }) => fromSqlite(raw, type),
    close: async () => {
      if (database.inTransaction) database.exec('ROLLBACK')
      database.close()
    },
  }
}

type All = (sql: string) => unknown[][]

function tablesOf(all: All): Table[] {
  const rows = all(`SELECT m."name", c."name", c."type", c."pk" FROM sqlite_master m, pragma_table_info(m."name") c
    WHERE m."type" = 'table' ORDER BY m."name", c."cid"`) as [string, string, string, bigint][]
  return asTables(rows.map(([table, column, type, pk]) => ({ table, column, type, place: Number(pk) || null })))
}

function lastIdsOf(all: All): Map<string, number> {
  // No rule of SQLite keeps anything else out of it.
  const rows = all(`SELECT m."name", MAX(s."seq") FROM sqlite_sequence s JOIN sqlite_master m ON m."name" = s."name"
    WHERE typeof(s."seq") = 'integer' AND s."seq" >= 0 GROUP BY m."name"`) as [string, bigint][]
  return new Map(rows.map(([name, last]) => [name, Number(last)]))
}
