import 'server-only'
import type { Prisma } from '../generated/sqlite/client'
import type { Engine } from '../store/db'
import { keptTables, leftOut } from './tables'
import { asName, columnType, type Column, type Value } from './value'

/** A table as it is there: its columns, and the names of those that make up its key. */
export type Table = { name: string; columns: Column[]; key: string[] }
/** A row's values as the engine gives them. */
export type RawRow = unknown[]

/** A database at one moment, whoever writes meanwhile. Reads only. */
export type Snapshot = {
  engine: Engine
  ask: (statement: Prisma.Sql) => Promise<RawRow[]>
  tables: () => Promise<Table[]>
  /** The last id that was given of each table, by its name. Never one that is too low. */
  lastIds: () => Promise<Map<string, number>>
  /** undefined for what a column of this type should not hold. */
  read: (raw: unknown, column: Column) => Value | undefined
  close: () => Promise<void>
}

/** A column of a table: its declared type, and its place in the table's key. */
type Declared = { table: string; column: string; type: string; place: number | null }

/** What a row is told by: its key. */
export const nameOf = ({ columns, key }: Table, row: RawRow): string =>
  key.map((name) => asName(row[columns.findIndex((column) => column.name === name)])).join(' ')

const ours = new Set<string>([...keptTables, ...Object.keys(leftOut)])

/** Our tables of the columns that an engine tells, in its order. */
export function asTables(declared: readonly Declared[]): Table[] {
  const tables = new Map<string, Declared[]>()
  for (const each of declared.filter(({ table }) => ours.has(table)))
    tables.set(each.table, [...(tables.get(each.table) ?? []), each])
  return [...tables].map(([name, columns]) => ({
    name,
    columns: columns.map(({ column, type }) => ({ name: column, type: knownType(`${name}.${column}`, type) })),
    key: columns
      .filter(({ place }) => place !== null)
      .sort((one, other) => one.place! - other.place!)
      .map(({ column }) => column),
  }))
}

function knownType(column: string, declared: string): Column['type'] {
  const type = columnType(declared)
  if (type === undefined) throw new Error(`the column ${column} is of a type that is not known: ${declared}`)
  return type
}
