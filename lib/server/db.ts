import 'server-only'
import { PrismaPg } from '@prisma/adapter-pg'
import { env } from './env'
import { PrismaClient as PostgresClient } from './generated/postgresql/client'
import { PrismaClient } from './generated/sqlite/client'
import { globalState } from './global-state'
import { LibSqlImmediate } from './libsql-immediate'

export type Database = PrismaClient
/** What runs inside or outside a transaction alike. */
export type Tx = Omit<PrismaClient, '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'>
export type Engine = 'sqlite' | 'postgresql'

/** Events to emit: `query` for who counts them. */
type Log = { emit: 'event'; level: 'query' }[]

/** Which engine a connection URL means. */
export const engineOf = (url: string): Engine => (/^postgres(ql)?:/.test(url) ? 'postgresql' : 'sqlite')

/** The process's one client. SQLite allows one writer per process, and it must be this one (architecture section 4). */
export const db = (): Database => globalState('database', () => openDatabase(env().DATABASE_URL))

/** Ends the client. SQLite keeps its log where the driver still holds a statement, so what is in there is moved first. */
export async function closeDatabase(): Promise<void> {
  if (engineOf(env().DATABASE_URL) === 'sqlite') await db().$queryRawUnsafe('PRAGMA wal_checkpoint(TRUNCATE)')
  await db().$disconnect()
}

/** Opens a client of its own; the caller disconnects it. Everything but tests and start-up uses `db()`. */
export function openDatabase(url: string, log: Log = []): Database {
  // A waiting change should outlast a burst of a hundred others, but never a request (30 s).
  const transactionOptions = { maxWait: 20_000, timeout: 10_000 }
  if (engineOf(url) === 'sqlite') {
    return new PrismaClient({ adapter: new LibSqlImmediate({ url, timeout: 5_000 }), transactionOptions, log })
  }
  // Also the longest wait for a free connection: in a burst that is a queue, not a database that is down.
  const adapter = new PrismaPg({ connectionString: url, connectionTimeoutMillis: transactionOptions.maxWait })
  // The only cast: the application is typed against SQLite's client, whose set of features is the smaller one.
  return new PostgresClient({ adapter, transactionOptions, log }) as unknown as PrismaClient
}
