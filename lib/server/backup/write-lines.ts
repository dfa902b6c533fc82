import 'server-only'
import { createHash } from 'node:crypto'
import { longestLine, type Head, type TableMark } from './marks'
import { rowsOf } from './snapshot'
import { emptied } from './tables'
import { nameOf, type RawRow, type Snapshot, type Table } from './table'

/** How many rows of each table were written. */
type Written = Map<string, number>

/** The text of a backup, some rows at a time. `written` is filled while it is read. */
export async function* linesOf(
  snapshot: Snapshot,
  head: Head,
  tables: readonly Table[],
  written: Written,
): AsyncGenerator<string> {
  const whole = createHash('sha256')
  const told = (text: string): string => {
    whole.update(text)
    return text
  }
  const lastIds = await snapshot.lastIds()
  yield told(line(head))
  for (const table of tables) {
    const { name, columns } = table
    const lastId = lastIds.get(name) ?? null
    if (lastId !== null && !Number.isSafeInteger(lastId)) throw new Error(`${name} has no ids left: see npm run check`)
    yield told(line({ kind: 'table', name, columns, lastId } satisfies TableMark))
    const digest = createHash('sha256')
    written.set(name, 0)
    for await (const rows of rowsOf(snapshot, table)) {
      const text = rows.map((row) => rowLine(snapshot, table, row)).join('')
      digest.update(text)
      written.set(name, written.get(name)! + rows.length)
      yield told(text)
    }
    yield told(line({ kind: 'table-end', name, rows: written.get(name), sha256: digest.digest('hex') }))
  }
  const rows = [...written.values()].reduce((sum, count) => sum + count, 0)
  yield line({ kind: 'end', tables: tables.length, rows, sha256: whole.digest('hex') })
}

const line = (value: object): string => `${JSON.stringify(value)}\n`

function rowLine(snapshot: Snapshot, table: Table, row: RawRow): string {
  const text = line(values(snapshot, table, row))
  if (text.length <= longestLine) return text
  throw new Error(`${table.name} ${nameOf(table, row)} is longer than a backup can hold`)
}

/** Throws at a value that its column should not hold: a copy that says something else would be found out too late. */
function values({ read }: Snapshot, table: Table, row: RawRow): unknown[] {
  const { name, columns } = table
  return columns.map((column, at) => {
    if (emptied[name]?.includes(column.name)) return null
    const value = read(row[at], column)
    if (value !== undefined) return value
    throw new Error(
      `${name} ${nameOf(table, row)} holds something in "${column.name}" that is no ${column.type}: see npm run check`,
    )
  })
}
