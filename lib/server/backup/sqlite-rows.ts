import 'server-only'
import type Database from 'libsql'
import type { TableMark } from './marks'
import type { Row } from './read-lines'
import { refusedRow, rowName } from './refused-row'
import { countStatements } from './tables'
import { toSqlite } from './value'

/** One by one, as triggers do it, would take many times as long: the index of texts is written in its own order. */
export function takeTriggers(database: Database.Database): string[] {
  const triggers = database
    .prepare(`SELECT "name", "sql" FROM sqlite_master WHERE "type" = 'trigger' AND "tbl_name" = 'Robot'`)
    .all([]) as { name: string; sql: string }[]
  for (const { name } of triggers) database.exec(`DROP TRIGGER "${name}"`)
  return triggers.map(({ sql }) => sql)
}

export function fillWhatTriggersKeep(database: Database.Database): void {
  const isThere = database.prepare(`SELECT 1 FROM sqlite_master WHERE "type" = 'table' AND "name" = ?`)
  for (const [table, statement] of Object.entries({ ...countStatements, RobotText: textStatement }))
    if (isThere.get([table]) !== undefined) database.exec(statement)
}

const textStatement = `INSERT INTO "RobotText" ("rowid", "name", "description")
  SELECT (COALESCE("projectId", 0) << 32) + "id", COALESCE("nameFolded", "name"),
    COALESCE("descriptionFolded", "description") FROM "Robot" ORDER BY 1`

/** What writes rows of a table. */
export function inserter(database: Database.Database, mark: TableMark) {
  const { name, columns } = mark
  const list = columns.map((column) => `"${column.name}"`).join(', ')
  const places = columns.map(() => '?').join(', ')
  const statement = told(
    () => name,
    () => database.prepare(`INSERT INTO "${name}" (${list}) VALUES (${places})`),
  )
  return (rows: readonly Row[]) => {
    for (const row of rows)
      told(
        () => rowName(mark, row),
        () => statement.run(columns.map(({ type }, at) => toSqlite(row.values[at]!, type))),
      )
  }
}

function told<Result>(what: () => string, run: () => Result): Result {
  try {
    return run()
  } catch (error) {
    throw refusedRow(what(), error)
  }
}

/** Of a row that is gone, so that no other gets its id; the rows that follow only ever raise it. */
export function keepLastId(database: Database.Database, table: string, lastId: number): void {
  database.prepare('DELETE FROM sqlite_sequence WHERE "name" = ?').run([table])
  database.prepare('INSERT INTO sqlite_sequence ("name", "seq") VALUES (?, ?)').run([table, BigInt(lastId)])
}
