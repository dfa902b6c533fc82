import 'server-only'
import pg from 'pg'
import { log } from './log'
import { timeLeft } from './request-context'

/** How long we wait for a free connection, or for the answer to a statement, at most. */
const patienceMs = 8_000

/** What PostgreSQL ends by itself, sooner than we give up. The database's URL may say otherwise. */
export const limits = {
  lock_timeout: 4_000,
  statement_timeout: 7_000,
  idle_in_transaction_session_timeout: 10_000,
} as const

type Run = (...parameters: unknown[]) => Promise<pg.QueryArrayResult>

/**
 * A connection that survives whatever PostgreSQL does: it listens to its errors for good, since an `error` event
 * without a listener ends the process, and it is dropped when an answer takes too long. A dropped one runs nothing
 * more: the pool takes it out, and the server undoes its transaction.
 */
class Client extends pg.Client {
  constructor(config: pg.ClientConfig) {
    super(config)
    // Its error may hold the whole connection, which is not for the log.
    this.on('error', ({ message }) => log().warn({ cause: message }, 'a database connection was lost'))
    const query = super.query.bind(this) as unknown as Run
    this.query = ((...parameters: unknown[]) => this.inTime(() => query(...parameters))) as typeof this.query
  }

  private async inTime<Result>(run: () => Promise<Result>): Promise<Result> {
    const left = timeLeft(patienceMs)
    const drop = () => void this.connection.stream.destroy(noAnswer())
    if (left <= 0) {
      drop()
      throw new Error('timeout expired before the statement was sent')
    }
    const timer = setTimeout(drop, left)
    try {
      return await run()
    } finally {
      clearTimeout(timer)
    }
  }
}

/** As the network says it when the other side is silent. */
const noAnswer = () =>
  Object.assign(new Error('the database does not answer'), { code: 'ETIMEDOUT', errno: -110, syscall: 'read' })

/** A pool of such connections. Give `query` and `connect` no callback: they answer promises only. */
export function openPool(connectionString: string, max: number): pg.Pool {
  const settings = { keepAlive: true, connectionTimeoutMillis: patienceMs, ...limits }
  const pool = new pg.Pool({ ...settings, connectionString, max, Client: Client as unknown as new () => pg.Client })
  // Of an idle connection; it has told the log itself, and the pool has dropped it.
  pool.on('error', () => undefined)

  const connect = pool.connect.bind(pool) as () => Promise<pg.PoolClient>
  pool.connect = (() => connectInTime(connect())) as typeof pool.connect
  // The pool's own would run the statement in the midst of whatever request has just given a connection back.
  pool.query = (async (query: pg.QueryArrayConfig, values?: unknown[]) => {
    const client = await pool.connect()
    try {
      const result = await client.query(query, values)
      client.release()
      return result
    } catch (error) {
      client.release(true)
      throw error
    }
  }) as typeof pool.query
  return pool
}

/** The pool's own patience is the longest; a request may have less. Whoever gave up leaves the connection to others. */
async function connectInTime(connecting: Promise<pg.PoolClient>): Promise<pg.PoolClient> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<'too late'>((resolve) => {
    timer = setTimeout(() => resolve('too late'), Math.max(timeLeft(patienceMs), 0))
  })
  const client = await Promise.race([connecting, tooLate]).finally(() => clearTimeout(timer))
  if (client !== 'too late') return client
  connecting.then(
    (unused) => unused.release(),
    () => undefined,
  )
  throw new Error('timeout exceeded when trying to connect')
}
