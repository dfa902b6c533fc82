import 'server-only'
import type { Client, Config, InStatement, Transaction } from '@libsql/client'
import { PrismaLibSql } from '@prisma/adapter-libsql'
import { globalState } from './global-state'

/** Transactions of this process that hold the lock of their file: what finds it locked then finds only us. */
export const ownTransactions = () => globalState('own-transactions', () => ({ open: 0 }))

/**
 * The libsql adapter with four faults mended. Its own transactions are deferred (one that reads first fails when
 * another process has written), and each one abandons its connection, which leaks files and loses the PRAGMAs: here
 * every transaction is BEGIN IMMEDIATE on the one connection, and the adapter's mutex keeps other statements out of
 * it. A statement that found the file locked is never reset, so that every later COMMIT on its connection fails: here
 * such a connection is replaced.
 */
export class LibSqlImmediate extends PrismaLibSql {
  override createClient(config: Config): Client {
    const client = super.createClient(config)
    const execute = client.execute.bind(client) as (statement: InStatement) => ReturnType<Client['execute']>
    // The mode is stored in the file; the others belong to a connection and are set whenever there is a new one.
    const prepare = async () => {
      for (const pragma of ['journal_mode = WAL', 'foreign_keys = ON', 'synchronous = FULL'])
        await execute(`PRAGMA ${pragma}`)
    }
    let ready: Promise<void> | undefined

    client.execute = async (statement: InStatement) => {
      await (ready ??= prepare())
      try {
        return await execute(statement)
      } catch (error) {
        if (staysInProgress(error)) {
          ready = undefined
          client.reconnect()
        }
        throw error
      }
    }
    client.transaction = () => beginImmediate(client)
    return client
  }
}

/** Locked, full or failing: the statement may be left unfinished. A broken rule or wrong SQL is finished properly. */
const staysInProgress = (error: unknown): boolean =>
  /^SQLITE_(BUSY|LOCKED|FULL|IOERR|NOMEM|PROTOCOL)/.test(String((error as { code?: string }).code))

async function beginImmediate(client: Client): Promise<Transaction> {
  await client.execute('BEGIN IMMEDIATE')
  let open = true
  ownTransactions().open++
  const end = () => {
    if (open) ownTransactions().open--
    open = false
  }

  async function rollback() {
    if (!open) return
    end()
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
        if (staysInProgress(error)) end()
        throw error
      }
    },
    async commit() {
      if (!open) throw new Error('the transaction is closed')
      try {
        await client.execute('COMMIT')
        end()
      } catch (error) {
        // A failed COMMIT leaves the transaction open: without this, the next one would find it and join it.
        await rollback()
        throw error
      }
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
