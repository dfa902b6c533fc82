import 'server-only'
import { Prisma } from '../../generated/sqlite/client'
import type { CodeStep } from './code-step'
import type { Connection } from './connection'

type Row = Record<string, unknown>

type Pass = {
  table: string
  /** The columns that are read, beside the id. */
  read: readonly string[]
  /** Those that are written, with their types. */
  write: Readonly<Record<string, 'TEXT' | 'INTEGER'>>
  /** Answers what a row's written columns are to hold; asked once for every chunk of rows. */
  rewrite: (connection: Connection) => Promise<(row: Row) => Row>
  chunk?: number
}

/** Goes over a table's rows by their ids, and writes those that `rewrite` changes. */
export const overTable =
  ({ table, read, write, rewrite, chunk = 500 }: Pass): CodeStep =>
  async (connection, position) => {
    const columns = ['id', ...new Set([...read, ...Object.keys(write)])].map((name) => `"${name}"`).join(', ')
    // Else somebody could change a row between its reading and its writing; SQLite has one writer.
    const lock = Prisma.raw(connection.engine === 'postgresql' ? 'FOR UPDATE' : '')
    const rows = await connection.run<Row & { id: number }>(
      Prisma.sql`SELECT ${Prisma.raw(columns)} FROM ${Prisma.raw(`"${table}"`)}
        WHERE "id" > ${position} ORDER BY "id" LIMIT ${chunk} ${lock}`,
    )
    const rewritten = await rewrite(connection)
    const changed = rows
      .map((row) => ({ before: row, after: { id: row.id, ...rewritten(row) } as Row }))
      .filter(({ before, after }) => Object.keys(write).some((name) => before[name] !== after[name]))
    if (changed.length > 0)
      await connection.run(
        update(
          table,
          write,
          changed.map(({ after }) => after),
        ),
      )
    return rows.length < chunk ? null : rows.at(-1)!.id
  }

/** One statement for all of them: both engines name the columns of VALUES alike. */
function update(table: string, write: Pass['write'], rows: Row[]): Prisma.Sql {
  const columns = Object.entries(write)
  const cast = (value: unknown, type: string) => Prisma.sql`CAST(${value} AS ${Prisma.raw(type)})`
  const values = rows.map((row) => [
    cast(row['id'], 'INTEGER'),
    ...columns.map(([name, type]) => cast(row[name], type)),
  ])
  const set = columns.map(([name], index) => `"${name}" = "new"."column${index + 2}"`).join(', ')
  return Prisma.sql`UPDATE ${Prisma.raw(`"${table}"`)} SET ${Prisma.raw(set)}
    FROM (VALUES ${Prisma.join(values.map((each) => Prisma.sql`(${Prisma.join(each)})`))}) AS "new"
    WHERE ${Prisma.raw(`"${table}"."id"`)} = "new"."column1"`
}
