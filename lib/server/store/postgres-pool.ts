import 'server-only'
import pg from 'pg'
import { globalState } from '../global-state'
import { log } from '../log'
import { timeLeft } from '../request-context'

/** How long to wait for a free connection, and for the answer to a statement, at most: as long as a request may take. */
export const usualPatienceMs = 8_000
const usualIdleMs = 10_000

/** What PostgreSQL ends by itself, sooner than we give up. */
export const limitsFor = (patienceMs: number) => ({
  lock_timeout: patienceMs / 2,
  statement_timeout: Math.max(patienceMs - 1_000, patienceMs / 2),
  idle_in_transaction_session_timeout: patienceMs,
})

type Run = (...parameters: unknown[]) => Promise<pg.QueryArrayResult>

/**
 * A connection that survives whatever PostgreSQL does: it listens to its errors for good, since an `error` event
 * without a listener ends the process, and it is dropped when an answer takes too long. A dropped one runs nothing
 * more: the pool takes it out, and the server undoes its transaction.
 */
class Client extends pg.Client {
  private readonly patienceMs: number

  constructor(config: pg.ClientConfig & { patienceMs: number }) {
    super(config)
    this.patienceMs = config.patienceMs
    // Its error may hold the whole connection, which is not for the log.
    this.on('error', ({ message }) => log().warn({ cause: message }, 'a database connection was lost'))
    const query = super.query.bind(this) as unknown as Run
    this.query = ((...parameters: unknown[]) => this.inTime(() => query(...parameters))) as typeof this.query
  }

  private async inTime<Result>(run: () => Promise<Result>): Promise<Result> {
    const left = timeLeft(this.patienceMs)
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

/** What a pool's connections are for: transactions, statements outside of them, the hot reads, failures that are shared. */
export const poolUses = ['writes', 'reads', 'hot-reads', 'failures'] as const
type PoolUse = (typeof poolUses)[number]

type UsedPool = { use: PoolUse; pool: pg.Pool }
const pools = () => globalState('pools', () => ({ all: [] as UsedPool[] }))

/** The pools of this process that are not ended. */
export const openPools = (): readonly UsedPool[] => (pools().all = pools().all.filter(({ pool }) => !pool.ended))

/**
 * A pool of such connections. Give `query` and `connect` no callback: they answer promises only. One that nobody has
 * used for `idleMs` is closed.
 */
export function openPool(
  use: PoolUse,
  connectionString: string,
  max: number,
  patienceMs = usualPatienceMs,
  idleMs = usualIdleMs,
): pg.Pool {
  const times = { connectionTimeoutMillis: patienceMs, idleTimeoutMillis: idleMs, patienceMs }
  const limits = { ...limitsFor(patienceMs), ...times }
  const settings = { ...limits, connectionString, max, keepAlive: true }
  const pool = new pg.Pool({ ...settings, Client: Client as unknown as new () => pg.Client })
  // Of an idle connection; it has told the log itself, and the pool has dropped it.
  pool.on('error', () => undefined)

  const connect = pool.connect.bind(pool) as () => Promise<pg.PoolClient>
  pool.connect = (() => connectInTime(connect(), patienceMs)) as typeof pool.connect
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
  pools().all = [...openPools(), { use, pool }]
  return pool
}

/** The pool's own patience is the longest; a request may have less. Whoever gave up leaves the connection to others. */
async function connectInTime(connecting: Promise<pg.PoolClient>, patienceMs: number): Promise<pg.PoolClient> {
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
