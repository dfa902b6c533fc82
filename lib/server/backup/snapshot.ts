import 'server-only'
import { Prisma } from '../generated/sqlite/client'
import { engineOf } from '../store/db'
import { postgresSnapshot } from './postgres-snapshot'
import { sqliteSnapshot } from './sqlite-snapshot'
import { asBytes } from './value'
import type { RawRow, Snapshot, Table } from './table'

/** Ended by its `close`. */
export const openSnapshot = (url: string): Promise<Snapshot> =>
  engineOf(url) === 'postgresql' ? postgresSnapshot(url) : sqliteSnapshot(url)

const rowsPerStep = 1_000

/** All rows, so many at a time: however many there are, few are held. */
export async function* rowsOf({ engine, ask }: Snapshot, { name, columns, key }: Table): AsyncGenerator<RawRow[]> {
  // What is compared with it to go on must be as it is there, and a key of SQLite may hold what cannot be read.
  const order = engine === 'sqlite' ? ['rowid'] : key.map((each) => `"${each}"`)
  const shown = columns.map((column) => (engine === 'sqlite' ? asBytes(`"${column.name}"`) : `"${column.name}"`))
  const [list, selected] = [order, [...shown, ...order]].map((each) => Prisma.raw(each.join(', ')))
  for (let last: RawRow | undefined; ;) {
    const where = last ? Prisma.sql`WHERE (${list}) > (${Prisma.join(last.slice(columns.length))})` : Prisma.empty
    const rows = await ask(
      Prisma.sql`SELECT ${selected} FROM ${Prisma.raw(`"${name}"`)} ${where} ORDER BY ${list} LIMIT ${rowsPerStep}`,
    )
    if (rows.length > 0) yield rows
    if (rows.length < rowsPerStep) return
    last = rows.at(-1)
  }
}
