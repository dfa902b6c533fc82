import 'server-only'
import type { Tx } from './db'
import { withFolded, type SearchedTable } from './folded-columns'
import { Prisma } from '../generated/sqlite/client'

/** What is added to each table: its columns by name; what is left out gets the database's default. */
type Rows = {
  Robot: Prisma.RobotUncheckedCreateInput
  RobotSecret: Prisma.RobotSecretUncheckedCreateInput
  RobotGrant: Prisma.RobotGrantUncheckedCreateInput
  AuditEvent: Prisma.AuditEventUncheckedCreateInput
}
type Table = keyof Rows

const searched: Partial<Record<Table, SearchedTable>> = { Robot: 'robot', AuditEvent: 'auditEvent' }

/**
 * Adds one row, in the caller's transaction, and answers its id. Raw, because of all that a change does it is Prisma's
 * `create` that costs most (bench/README.md); this SQL is the same on both engines.
 */
export async function insertRow<Name extends Table>(tx: Tx, table: Name, row: Rows[Name]): Promise<number> {
  const [made] = await tx.$queryRaw<{ id: number }[]>`${insertion(table, [row])} RETURNING "id"`
  return Number(made!.id)
}

/** Adds rows that name the same columns, if there are any. */
export async function insertRows<Name extends Table>(tx: Tx, table: Name, rows: readonly Rows[Name][]): Promise<void> {
  if (rows.length > 0) await tx.$executeRaw(insertion(table, rows))
}

function insertion(table: Table, rows: readonly object[]): Prisma.Sql {
  const kind = searched[table]
  const whole = kind ? rows.map((row) => withFolded(kind, row as Record<string, unknown>)) : rows
  const columns = Object.keys(whole[0]!)
  const values = whole.map(
    (row) => Prisma.sql`(${Prisma.join(columns.map((column) => row[column as keyof typeof row]))})`,
  )
  const into = Prisma.raw(`"${table}" (${columns.map((column) => `"${column}"`).join(', ')})`)
  return Prisma.sql`INSERT INTO ${into} VALUES ${Prisma.join(values)}`
}
