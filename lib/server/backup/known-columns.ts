import 'server-only'
import { Prisma } from '../generated/sqlite/client'
import { keptTables } from './tables'

/** The columns of each table that a backup may hold, as the schema has them: the names become a part of SQL. */
const columnsOf = new Map<string, ReadonlySet<string>>(
  keptTables.map((table) => [table, new Set<string>(Object.values(Prisma[`${table}ScalarFieldEnum`]))]),
)

/** Of a table that a backup has: the first name that this version does not know, as it may be told; null where it knows all. */
export function unknownName(table: string, columns: readonly { name: string }[]): string | null {
  const known = columnsOf.get(table)
  if (!known) return `the table ${told(table)}`
  const column = columns.find(({ name }) => !known.has(name))
  return column ? `the column ${told(column.name)} of ${table}` : null
}

const told = (name: string): string => JSON.stringify(name.slice(0, 64))
