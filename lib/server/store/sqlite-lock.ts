import 'server-only'
import { setTimeout as delay } from 'node:timers/promises'
import Database from 'libsql'
import { timeLeft } from '../request-context'
import type { SqliteFile } from './sqlite-file'

const lookEveryMs = 25

/**
 * Patience with a file that another process is writing to. SQLite's own (`busy_timeout`) holds up the whole process,
 * and every attempt that fails costs a connection; so one look at the lock, now and then, serves all who wait for it.
 */
export class SqliteLock {
  private waiting = 0
  private watching: Promise<void> | null = null
  private turns: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly file: SqliteFile,
    private readonly patienceMs: number,
  ) {}

  /** Runs what takes the write lock, again while another process holds it; at last throws what SQLite says then. */
  async patiently<Result>(run: () => Promise<Result>): Promise<Result> {
    const deadline = performance.now() + timeLeft(this.patienceMs)
    for (;;) {
      if (this.watching) await this.waitUntil(deadline)
      const outcome = await this.inTurn(() => this.attempt(run))
      if (outcome !== 'locked') return outcome.result
    }
  }

  /** One at a time, so that a lock is met once and not by everybody. */
  private inTurn<Outcome>(attempt: () => Promise<Outcome>): Promise<Outcome> {
    const turn = this.turns.then(attempt)
    this.turns = turn.catch(() => undefined)
    return turn
  }

  private async attempt<Result>(run: () => Promise<Result>): Promise<{ result: Result } | 'locked'> {
    if (this.watching) return 'locked'
    try {
      return { result: await run() }
    } catch (error) {
      if (!isLocked(error)) throw error
      this.watching = this.watch().finally(() => (this.watching = null))
      // Whoever waits is told; by then there may be nobody.
      this.watching.catch(() => undefined)
      return 'locked'
    }
  }

  private async waitUntil(deadline: number): Promise<void> {
    const stop = new AbortController()
    const left = Math.max(deadline - performance.now(), 0)
    const tooLate = delay(left, 'too late' as const, { signal: stop.signal }).catch(() => undefined)
    this.waiting++
    try {
      if ((await Promise.race([this.watching, tooLate])) === 'too late')
        throw new Error('SQLITE_BUSY: database is locked')
    } finally {
      this.waiting--
      stop.abort()
    }
  }

  /** Until the lock is free, or nobody waits any more. Its statements are kept: a new one each time would never be reset. */
  private async watch(): Promise<void> {
    this.file.ensureInPlace()
    const connection = new Database(this.file.path, { timeout: 0 } as Database.Options)
    const [begin, rollback] = [connection.prepare('BEGIN IMMEDIATE'), connection.prepare('ROLLBACK')]
    try {
      do await delay(lookEveryMs)
      while (this.waiting > 0 && !isFree())
    } finally {
      connection.close()
    }

    function isFree(): boolean {
      try {
        begin.run([])
        rollback.run([])
        return true
      } catch (error) {
        if (isLocked(error)) return false
        throw error
      }
    }
  }
}

/** By SQLite's own error, or by the adapter's of it. */
function isLocked(error: unknown): boolean {
  const { code, cause } = error as { code?: string; cause?: { kind?: string } }
  return code === 'SQLITE_BUSY' || cause?.kind === 'SocketTimeout'
}
