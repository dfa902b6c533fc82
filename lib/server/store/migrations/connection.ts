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
  close: () => Promise<void>
}

/** Prisma Migrate's own advisory lock, so that its CLI and this runner exclude each other. */
const advisoryLock = 72_707_369

/** A connection that has the lock: there is one such at a time. */
export async function connectPostgres(url: string): Promise<Connection> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  // Unheard, a connection that breaks would end the process; what is under way fails by itself.
  client.on('error', () => undefined)
  await client.connect()
  const connection: Connection = {
    engine: 'postgresql',
    run: async <Row>({ text, values }: Prisma.Sql) => (await client.query(text, values)).rows as Row[],
    script: async (sql) => void (await client.query(sql)),
    close: () => client.end(),
  }
  try {
    await client.query('SELECT pg_advisory_lock($1)', [advisoryLock])
    return connection
  } catch (error) {
    await client.end()
    throw error
  }
}

/** A connection that waits for nobody: while somebody else writes, it fails with SQLITE_BUSY. */
export function connectSqlite(url: string): Connection {
  const client = createClient({ url })
  return {
    engine: 'sqlite',
    run: async <Row>({ sql, values }: Prisma.Sql) =>
      (await client.execute({ sql, args: values as InValue[] })).rows as unknown as Row[],
    // `executeMultiple` would end our transaction on a failure, so statements go one by one.
    script: async (sql) => {
      for (const statement of statements(sql)) await client.execute(statement)
    },
    close: async () => client.close(),
  }
}

const statements = (sql: string): string[] =>
  sql
    .replace(/^--.*$/gm, '')
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '')
