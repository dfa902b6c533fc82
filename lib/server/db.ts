import 'server-only'
import { PrismaPg } from '@prisma/adapter-pg'
import { env } from './env'
import { keepFolded } from './folded-columns'
import { PrismaClient as PostgresClient } from './generated/postgresql/client'
import { PrismaClient } from './generated/sqlite/client'
import { globalState } from './global-state'
import { openHotReads, type HotReads } from './hot-reads/hot-reads'
import { LibSqlImmediate } from './libsql-immediate'

export type Database = Omit<PrismaClient, '$on' | '$extends'>
/** What runs inside or outside a transaction alike. */
export type Tx = Omit<PrismaClient, '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'>
export type Engine = 'sqlite' | 'postgresql'

/** Which engine a connection URL means. */
export const engineOf = (url: string): Engine => (/^postgres(ql)?:/.test(url) ? 'postgresql' : 'sqlite')

/** The process's one client. SQLite allows one writer per process, and it must be this one (architecture section 4). */
export const db = (): Database => globalState('database', () => openDatabase(env().DATABASE_URL))

/** What every token request reads, on connections of their own beside those of `db()`. */
export function hotReads(): HotReads {
  const { byClient } = readers()
  const client = db()
  const known = byClient.get(client)
  if (!known) throw new Error('the database client was not made by openDatabase()')
  return known
}

const readers = () => globalState('hot-reads', () => ({ byClient: new WeakMap<Database, HotReads>() }))

/** Ends the client. SQLite keeps its log where the driver still holds a statement, so what is in there is moved first. */
export async function closeDatabase(): Promise<void> {
  await hotReads().close()
  if (engineOf(env().DATABASE_URL) === 'sqlite') await db().$queryRawUnsafe('PRAGMA wal_checkpoint(TRUNCATE)')
  await disconnect(db())
}

/** Ends a client of `openDatabase` and the reads beside it. */
export async function disconnect(client: Database): Promise<void> {
  await readers().byClient.get(client)?.close()
  await client.$disconnect()
}

/**
 * Opens a client of its own; the caller ends it with `disconnect`. Everything but tests and start-up uses `db()`.
 * `onQuery` is told every statement.
 */
export function openDatabase(url: string, onQuery?: (statement: string) => void): Database {
  const plain = openClient(url, onQuery ? [{ emit: 'event', level: 'query' }] : [])
  if (onQuery) plain.$on('query', ({ query }) => onQuery(query))
  const client = plain.$extends(keepFolded) as unknown as Database
  readers().byClient.set(client, openHotReads(url, engineOf(url)))
  return client
}

type Emitting = PrismaClient<'query'>

function openClient(url: string, log: { emit: 'event'; level: 'query' }[]): Emitting {
  // A waiting change should outlast a burst of a hundred others, but never a request (30 s).
  const transactionOptions = { maxWait: 20_000, timeout: 10_000 }
  if (engineOf(url) === 'sqlite') {
    return new PrismaClient({ adapter: new LibSqlImmediate({ url, timeout: 5_000 }), transactionOptions, log })
  }
  // Also the longest wait for a free connection: in a burst that is a queue, not a database that is down.
  const adapter = new PrismaPg({ connectionString: url, connectionTimeoutMillis: transactionOptions.maxWait })
  // The application is typed against SQLite's client, whose set of features is the smaller one.
  return new PostgresClient({ adapter, transactionOptions, log }) as unknown as Emitting
}
