import 'server-only'
import type { Client, InStatement } from '@libsql/client'
import { PrismaLibSql } from '@prisma/adapter-libsql'
import { guarded } from './guarded-adapter'
import { SqliteConnection, type Answer } from './sqlite-connection'
import { removedOrReplaced, type SqliteFile } from './sqlite-file'
import { SqliteLock } from './sqlite-lock'
import { asUnknownOutcome } from '../unavailable'

/** SQLite's own patience with another process holds up all of ours, so it is just enough for a short transaction. */
const busyMs = 50

/**
 * The libsql adapter with five faults mended. Its own transactions are deferred (one that reads first fails when
 * another process has written), and each one abandons its connection, which leaks files and loses the PRAGMAs: here
 * every transaction is BEGIN IMMEDIATE on the one connection, and the adapter's mutex keeps other statements out of
 * it. A statement that found the file locked is never reset, so that every later COMMIT on its connection fails: here
 * such a connection is replaced. It would wait for another process with the mutex held and all of us blocked: here it
 * waits outside. And it would go on writing into a file that is not there any more: here that is refused.
 */
export class LibSqlImmediate extends PrismaLibSql {
  private readonly lock: SqliteLock

  /** `patienceMs` is how long a transaction waits for another process that is writing. */
  constructor(
    url: string,
    private readonly file: SqliteFile,
    patienceMs: number,
  ) {
    super({ url, timeout: busyMs })
    this.lock = new SqliteLock(file, patienceMs)
  }

  override async connect() {
    const adapter = await super.connect()
    const start = adapter.startTransaction.bind(adapter)
    const patient = {
      startTransaction: (...level: Parameters<typeof start>) => this.lock.patiently(() => start(...level)),
    }
    return guarded(Object.assign(adapter, patient))
  }

  override createClient(): Client {
    const { file } = this
    const connection = new SqliteConnection(file.path, busyMs)
    let ready: Promise<void> | undefined
    let isBroken = false

    /** Never into a file that has taken the place of ours, and never makes one that is missing. */
    async function renew() {
      file.ensureInPlace()
      connection.reconnect()
      isBroken = false
    }

    // The mode is stored in the file; the others belong to a connection and are set whenever there is a new one.
    async function prepare() {
      if (isBroken) await renew()
      for (const pragma of ['journal_mode = WAL', 'foreign_keys = ON', 'synchronous = FULL', 'schema_version'])
        connection.execute(`PRAGMA ${pragma}`)
      file.opened()
    }

    const client = {
      execute,
      executeMultiple: async (sql: string) => connection.executeMultiple(sql),
      transaction: () => beginImmediate(client, file),
      close: () => connection.close(),
    }
    async function execute(statement: InStatement) {
      let hasBegun = false
      try {
        await (ready ??= prepare())
        hasBegun = true
        return connection.execute(statement)
      } catch (error) {
        isBroken ||= staysInProgress(error)
        if (isBroken || !hasBegun) ready = undefined
        // At once, since it may hold the write lock.
        if (isBroken) await renew().catch(() => undefined)
        throw error
      }
    }
    // All that the adapter asks of a client.
    return client as unknown as Client
  }
}

/** Locked, full or failing: the statement may be left unfinished. A broken rule or wrong SQL is finished properly. */
const staysInProgress = (error: unknown): boolean =>
  /^SQLITE_(BUSY|LOCKED|FULL|IOERR|NOMEM|PROTOCOL)/.test(String((error as { code?: string }).code))

/** A disk that fails during a COMMIT may have kept it all the same. */
const mayBeWritten = (error: unknown): boolean => /^SQLITE_IOERR/.test(String((error as { code?: string }).code))

type Executing = { execute: (statement: InStatement) => Promise<Answer> }

async function beginImmediate(client: Executing, file: SqliteFile) {
  file.ensureInPlace()
  await client.execute('BEGIN IMMEDIATE')
  let open = true

  async function rollback() {
    if (!open) return
    open = false
    // A full disk makes SQLite roll back by itself; then there is nothing left to undo.
    await client.execute('ROLLBACK').catch(() => undefined)
  }

  return {
    async execute(statement: InStatement) {
      // After a reconnect the transaction is gone: what came next would be committed by itself.
      if (!open) throw new Error('the transaction is closed')
      try {
        return await client.execute(statement)
      } catch (error) {
        if (staysInProgress(error)) open = false
        throw error
      }
    },
    async commit() {
      if (!open) throw new Error('the transaction is closed')
      try {
        await client.execute('COMMIT')
        open = false
      } catch (error) {
        // A failed COMMIT leaves the transaction open: without this, the next one would find it and join it.
        await rollback()
        throw mayBeWritten(error) ? asUnknownOutcome(error) : error
      }
      if (!file.isInPlace()) throw asUnknownOutcome(new Error(`${file.path} ${removedOrReplaced}`))
    },
    rollback,
    batch: () => Promise.reject(new Error('a transaction takes single statements')),
    executeMultiple: () => Promise.reject(new Error('a transaction takes single statements')),
    close: () => void rollback(),
    get closed() {
      return !open
    },
  }
}
