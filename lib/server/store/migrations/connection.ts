import 'server-only'
import { createClient, type InValue } from '@libsql/client'
import pg from 'pg'
import type { Prisma } from '../../generated/sqlite/client'

/** What migrations need of a database, the same on both engines. */
export type Connection = {
  engine: 'sqlite' | 'postgresql'
  run: <Row = Record<string, unknown>>(statement: Prisma.Sql) => Promise<Row[]>
  /** Statements without parameters; their texts hold no `;` at the end of a line. */
  script: (sql: string) => Promise<void>
  /** All of it or nothing. */
  transaction: <Result>(run: () => Promise<Result>) => Promise<Result>
  close: () => Promise<void>
}

/** Prisma Migrate's own advisory lock, so that its CLI and this runner exclude each other. */
export const advisoryLock = 72_707_369

/** A connection that has the lock: there is one such at a time. */
export async function connectPostgres(url: string): Promise<Connection> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  // Unheard, a connection that breaks would end the process; what is under way fails by itself.
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [advisoryLock])
    const statements = postgresStatements(client)
    return { ...statements, transaction: (run) => transaction(statements.script, 'BEGIN', run) }
  } catch (error) {
    await client.end()
    throw error
  }
}

/** One that is in a transaction already, which has the lock: whatever migrations do becomes a part of it. */
export const withinTransaction = (client: pg.Client): Connection => ({
  ...postgresStatements(client),
  transaction: (run) => run(),
})

const postgresStatements = (client: pg.Client): Omit<Connection, 'transaction'> => ({
  engine: 'postgresql',
  run: async <Row>({ text, values }: Prisma.Sql) => (await client.query(text, values)).rows as Row[],
  script: async (sql) => void (await client.query(sql)),
  close: () => client.end(),
})

/** A connection that waits for nobody: while somebody else writes, it fails with SQLITE_BUSY. */
export function connectSqlite(url: string): Connection {
  const client = createClient({ url })
  // `executeMultiple` would end our transaction on a failure, so statements go one by one.
  const script = async (sql: string) => {
    for (const statement of statements(sql)) await client.execute(statement)
  }
  return {
    engine: 'sqlite',
    run: async <Row>({ sql, values }: Prisma.Sql) =>
      (await client.execute({ sql, args: values as InValue[] })).rows as unknown as Row[],
    script,
    transaction: (run) => transaction(script, 'BEGIN IMMEDIATE', run),
    close: async () => client.close(),
  }
}

async function transaction<Result>(
  script: Connection['script'],
  begin: string,
  run: () => Promise<Result>,
): Promise<Result> {
  await script(begin)
  try {
    const result = await run()
    await script('COMMIT')
    return result
  } catch (error) {
    // Where that fails too, it is undone when the connection is closed.
    await script('ROLLBACK').catch(() => undefined)
    throw error
  }
}

const statements = (sql: string): string[] =>
  sql
    .replace(/^--.*$/gm, '')
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '')
