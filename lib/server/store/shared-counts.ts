import 'server-only'
import type pg from 'pg'
import type { RateLimiterPostgres } from 'rate-limiter-flexible'
import { log } from '../log'
import { withPatience } from '../patience'
import { forAll } from '../request-context'
import { openPool } from './postgres-pool'

/** What rate-limiter-flexible's store of PostgreSQL is opened with; its table is one of ours. */
type StoreOptions = Omit<ConstructorParameters<typeof RateLimiterPostgres>[0], 'points' | 'duration' | 'keyPrefix'>

/** Counts in the database that never stand in anybody's way: whoever gets no answer goes by what this process knows. */
export type SharedCounts = {
  /** Whether one more may be written that nobody waits for: a flood of names or addresses must not fill the table. */
  mayWrite(): boolean
  /**
   * Asks the store. Null when it did not answer in time (sooner where somebody waits to be answered), is not to be asked,
   * or is asked enough. `since`: from when one who asks several things has waited. Never rejects.
   */
  ask<Answer>(who: Asker, question: (store: StoreOptions) => Promise<Answer>, since?: number): Promise<Answer | null>
  state(): { isUp: boolean; errors: number }
  /** How long an answer is waited for, milliseconds. A busy machine that tests something else has more. */
  patience: Record<Asker, number>
  close(): Promise<void>
}

/** Whether somebody is to be answered meanwhile. In the background, and for a new connection, there is more time. */
type Asker = 'waiting' | 'background'
const usualPatience = { waiting: 400, background: 1_500 }
/** How long after an answer that did not come it is looked whether there are any. */
const pauseMs = 3_000
/** More at a time would only wait for each other. */
const maxAsking = 8
const maxConnections = 2
/** Whoever has failed goes on trying: an attempt is not to wait for a connection. */
const idleMs = 300_000
/** In a second; what comes beyond it is counted in its process alone. */
const maxWrites = 50

export function openSharedCounts(url: string): SharedCounts {
  let pool: pg.Pool | null = null
  let [isUp, isClosed] = [true, false]
  let [asking, errors] = [0, 0]
  let [second, writes] = [0, 0]
  let looking: NodeJS.Timeout | undefined

  const query = (statement: { text: string; values?: unknown[] }) => {
    pool ??= openPool('failures', url, maxConnections, counts.patience.background, idleMs)
    // Without its name: behind a pooler, or after a failover, nothing has to be there from before.
    return pool.query({ text: statement.text, values: statement.values })
  }
  const store: StoreOptions = {
    storeClient: { query },
    storeType: 'client',
    tableName: 'SharedFailures',
    tableCreated: true,
    clearExpiredByTimeout: false,
  }

  function fail({ message }: Error): void {
    errors++
    if (isClosed) return
    if (isUp) log().warn({ cause: message }, 'failures cannot be counted together: each process counts for itself')
    isUp = false
    clearTimeout(looking)
    looking = setTimeout(() => void forAll(look), pauseMs).unref()
  }

  /** Nobody waits for this: whether the table could be written. */
  async function look(): Promise<void> {
    try {
      await query({ text: 'DELETE FROM "SharedFailures" WHERE false' })
      if (!isUp) log().info('failures are counted together again')
      isUp = true
    } catch (error) {
      fail(error as Error)
    }
  }

  const mayAsk = () => isUp && !isClosed && asking < maxAsking

  const counts: SharedCounts = {
    mayWrite() {
      const at = Math.floor(performance.now() / 1_000)
      if (at !== second) [second, writes] = [at, 0]
      return isUp && writes++ < maxWrites
    },
    async ask(who, question, since = performance.now()) {
      if (!mayAsk()) return null
      asking++
      try {
        return await withPatience(
          // That a request has no time left says nothing of the database.
          forAll(() => question(store)),
          since + counts.patience[who] - performance.now(),
        )
      } catch (error) {
        fail(error as Error)
        return null
      } finally {
        asking--
      }
    },
    state: () => ({ isUp, errors }),
    patience: { ...usualPatience },
    close: async () => {
      isClosed = true
      clearTimeout(looking)
      await pool?.end()
    },
  }
  return counts
}
