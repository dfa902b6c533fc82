import 'server-only'
import type pg from 'pg'
import { codeSteps } from '../store/migrations/code-steps'
import { advisoryLock, withinTransaction } from '../store/migrations/connection'
import { takeAll } from '../store/migrations/take-all'
import type { TableMark } from './marks'
import { patientClient } from './postgres-client'
import type { Row } from './read-lines'
import type { Loading } from './loading'
import { refusedRow, rowName } from './refused-row'
import { countStatements, keptTables, leftOut } from './tables'
import { beyondPostgres, lastIntegers, type ColumnType } from './value'

/** Throws a sentence unless there is room for a new database. */
export async function refuseFilledPostgres(url: string): Promise<void> {
  const client = await patientClient(url)
  try {
    await refuseFilled(client)
  } finally {
    await client.end()
  }
}

async function refuseFilled(client: pg.Client): Promise<void> {
  const ours = [...keptTables, ...Object.keys(leftOut), '_prisma_migrations']
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = quote_ident(current_schema())::regnamespace AND relname = ANY($1) LIMIT 1`,
    [ours],
  )
  if (rows[0])
    throw new Error(`the database has a table ${rows[0].name}: a backup is restored into an empty installation only`)
}

/** All of it, tables too, is one transaction: whatever ends it, nothing was there. A console that starts meanwhile waits. */
export async function loadPostgres(url: string, { parts, before, after, agreed }: Loading): Promise<void> {
  const client = await patientClient(url)
  try {
    await client.query('BEGIN')
    await client.query('SELECT pg_advisory_xact_lock($1)', [advisoryLock])
    await refuseFilled(client)
    const connection = withinTransaction(client)
    const progress = { finished: [], at: Date.now() }
    await takeAll(connection, before, codeSteps, progress)
    await client.query('ALTER TABLE "Robot" DISABLE TRIGGER USER')
    const tables: TableMark[] = []
    for await (const part of parts()) {
      if (part.kind === 'table') tables.push(part.table)
      if (part.kind === 'rows') await insert(client, tables.at(-1)!, part.rows)
    }
    for (const table of tables) await keepLastId(client, table)
    await countRobots(client)
    await client.query('ALTER TABLE "Robot" ENABLE TRIGGER USER')
    await takeAll(connection, after, codeSteps, progress)
    await client.query('ANALYZE')
    agreed()
    await client.query('COMMIT')
  } finally {
    // Ends the transaction too, where it is still open.
    await client.end()
  }
}

const casts: Record<ColumnType, string> = {
  integer: 'integer',
  bigint: 'bigint',
  boolean: 'boolean',
  text: 'text',
  time: 'timestamp(3)',
}

async function insert(client: pg.Client, mark: TableMark, rows: readonly Row[]): Promise<void> {
  const { name, columns } = mark
  for (const row of rows) refuseUnholdable(mark, row)
  const list = columns.map((column) => `"${column.name}"`).join(', ')
  const values = columns.map(({ type }, at) => `(r->>${at})::${casts[type]}`).join(', ')
  const statement = `INSERT INTO "${name}" (${list}) SELECT ${values} FROM jsonb_array_elements($1::jsonb) AS r`
  await client.query(statement, [`[${rows.map(({ line }) => line).join(',')}]`]).catch((error: unknown) => {
    throw refusedRow(name, error)
  })
}

/** Of a whole batch PostgreSQL would not say which. */
function refuseUnholdable(mark: TableMark, row: Row): void {
  for (const [at, { name, type }] of mark.columns.entries()) {
    const beyond = beyondPostgres(row.values[at]!, type)
    if (beyond) throw new Error(`${rowName(mark, row)} holds ${beyond} in "${name}", which PostgreSQL cannot hold`)
  }
}

/** Ids go on behind the last one that was given, also where its row is gone. */
async function keepLastId(client: pg.Client, { name, columns, lastId }: TableMark): Promise<void> {
  if (!columns.some((column) => column.name === 'id' && column.type === 'integer')) return
  if (lastId !== null && lastId > lastIntegers.postgresql)
    throw new Error(`${name} has come to the id ${lastId}, which PostgreSQL cannot hold`)
  await client.query(
    `SELECT setval(pg_get_serial_sequence($1, 'id'), "last")
      FROM (SELECT GREATEST($2, MAX("id")) AS "last" FROM "${name}") AS "ids" WHERE "last" > 0`,
    [`"${name}"`, lastId],
  )
}

/** One by one, as triggers count, would take the longer the more there are: each count leaves a dead row in this transaction. */
async function countRobots(client: pg.Client): Promise<void> {
  for (const [table, statement] of Object.entries(countStatements)) {
    const { rows } = await client.query<{ found: unknown }>(`SELECT to_regclass($1) AS found`, [`"${table}"`])
    if (rows[0]!.found !== null) await client.query(statement)
  }
}
