import 'server-only'
import { env } from '../env'
import { keepFolded } from './folded-columns'
import { PrismaClient as PostgresClient } from '../generated/postgresql/client'
import { PrismaClient } from '../generated/sqlite/client'
import { globalState } from '../global-state'
import { countCommitted } from '../metrics/count'
import type { HotReads } from './hot-reads/hot-reads'
import { openHotReads } from './hot-reads/open'
import { LibSqlImmediate } from './libsql-immediate'
import { PostgresAdapter } from './postgres-adapter'
import { openSharedCounts, type SharedCounts } from './shared-counts'
import { SqliteFile } from './sqlite-file'
import { tracedReads, tracedStatements } from './traced-reads'
import { inSpan, tracing } from '../tracing/span'
import { asUnavailable } from '../unavailable'

export type Database = Omit<PrismaClient, '$on' | '$extends'>
/** What runs inside or outside a transaction alike. */
export type Tx = Omit<PrismaClient, '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'>
export type Engine = 'sqlite' | 'postgresql'

/** Which engine a connection URL means. */
export const engineOf = (url: string): Engine => (/^postgres(ql)?:/.test(url) ? 'postgresql' : 'sqlite')

/**
 * The process's one client. SQLite has one writer at a time, and in this process it must be this one: see
 * docs/decisions/0003-one-writing-client.md.
 */
export const db = (): Database => globalState('database', () => openDatabase(env().DATABASE_URL))

/**
 * Runs `fn` in one writing transaction: all of it or nothing. Only the writers of scripts/lint/rooms.mjs may call this, so
 * that no write can forget its guard or its audit row. Keep `fn` short: SQLite has one writer.
 */
export async function inTransaction<Result>(fn: (tx: Tx) => Promise<Result>): Promise<Result> {
  let used: Tx | undefined
  try {
    const result = await inSpan('database transaction', () => db().$transaction((tx) => fn((used = tx))))
    if (used) countCommitted(used)
    return result
  } catch (error) {
    throw asUnavailable(error)
  }
}

/** What every token request reads, on connections of their own beside those of `db()`. */
export const hotReads = (): HotReads => companions(db()).reads

/** What all processes on one PostgreSQL count together; null on SQLite, where each counts for itself. */
export const sharedCounts = (): SharedCounts | null => companions(db()).counts

/** Whether the file of SQLite is still the one that was opened; true on PostgreSQL. */
export const isDatabaseInPlace = (): boolean => companions(db()).file?.isInPlace() ?? true

/** Which engine `db()` works on. */
export const databaseEngine = (): Engine => (companions(db()).file ? 'sqlite' : 'postgresql')

/** What belongs to a client: the reads beside it, and the file it has opened or what is counted beside others. */
type Companions = { reads: HotReads; file: SqliteFile | null; counts: SharedCounts | null }

const allCompanions = () => globalState('hot-reads', () => ({ byClient: new WeakMap<Database, Companions>() }))

function companions(client: Database): Companions {
  const known = allCompanions().byClient.get(client)
  if (!known) throw new Error('the database client was not made by openDatabase()')
  return known
}

/** Ends the client. SQLite keeps its log where the driver still holds a statement, so what is in there is moved first. */
export async function closeDatabase(): Promise<void> {
  await hotReads().close()
  if (engineOf(env().DATABASE_URL) === 'sqlite') await db().$queryRawUnsafe('PRAGMA wal_checkpoint(TRUNCATE)')
  await disconnect(db())
}

/** Ends a client of `openDatabase` and what is beside it. */
export async function disconnect(client: Database): Promise<void> {
  const known = allCompanions().byClient.get(client)
  await known?.reads.close()
  await known?.counts?.close()
  await client.$disconnect()
}

/**
 * Opens a client of its own; the caller ends it with `disconnect`. Everything but tests and start-up uses `db()`.
 * `onQuery` is told every statement.
 */
export function openDatabase(url: string, onQuery?: (statement: string) => void): Database {
  const file = engineOf(url) === 'sqlite' ? new SqliteFile(url) : null
  const plain = openClient(url, file, onQuery ? [{ emit: 'event', level: 'query' }] : [])
  if (onQuery) plain.$on('query', ({ query }) => onQuery(query))
  const folding = plain.$extends(keepFolded)
  const reads = openHotReads(url, file)
  const isTraced = tracing() !== null
  const client = (isTraced ? folding.$extends(tracedStatements) : folding) as unknown as Database
  const counts = file ? null : openSharedCounts(url)
  allCompanions().byClient.set(client, { reads: isTraced ? tracedReads(reads) : reads, file, counts })
  return client
}

type Emitting = PrismaClient<'query'>

function openClient(url: string, file: SqliteFile | null, log: { emit: 'event'; level: 'query' }[]): Emitting {
  // A waiting change should outlast a burst of a hundred others, but be answered in time.
  const transactionOptions = { maxWait: 8_000, timeout: 10_000 }
  if (file) {
    const adapter = new LibSqlImmediate(url, file, lockPatienceMs)
    return new PrismaClient({ adapter, transactionOptions, log })
  }
  // The application is typed against SQLite's client, whose set of features is the smaller one.
  const adapter = new PostgresAdapter(url)
  return new PostgresClient({ adapter, transactionOptions, log }) as unknown as Emitting
}

/** How long a transaction waits while another process writes to the file of SQLite. */
const lockPatienceMs = 5_000
