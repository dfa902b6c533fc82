import 'server-only'
import type { Client, Config, InStatement, Transaction } from '@libsql/client'
import { PrismaLibSql } from '@prisma/adapter-libsql'

/**
 * The libsql adapter with three faults mended. Its own transactions are deferred (one that reads first fails when
 * another process has written), and each one abandons its connection, which leaks files and loses the PRAGMAs. Here
 * every transaction is BEGIN IMMEDIATE on the one connection; the adapter's mutex keeps other statements out of it.
 */
export class LibSqlImmediate extends PrismaLibSql {
  override async connect() {
    const adapter = await super.connect()
    // One statement each: foreign keys and synchronous are per connection, and ours is the only one.
    for (const pragma of ['journal_mode = WAL', 'foreign_keys = ON', 'synchronous = FULL']) {
      await adapter.executeScript(`PRAGMA ${pragma}`)
    }
    return adapter
  }

  override createClient(config: Config): Client {
    const client = super.createClient(config)
    client.transaction = () => beginImmediate(client)
    return client
  }
}

async function beginImmediate(client: Client): Promise<Transaction> {
  await client.execute('BEGIN IMMEDIATE')
  let open = true

  async function rollback() {
    if (!open) return
    open = false
    // A full disk makes SQLite roll back by itself; then there is nothing left to undo.
    await client.execute('ROLLBACK').catch(() => undefined)
  }

  async function commit() {
    try {
      await client.execute('COMMIT')
      open = false
    } catch (error) {
      // A failed COMMIT leaves the transaction open: without this, the next one would find it and join it.
      await rollback()
      throw error
    }
  }

  return {
    execute: (statement: InStatement) => client.execute(statement),
    batch: () => Promise.reject(new Error('a transaction takes single statements')),
    executeMultiple: () => Promise.reject(new Error('a transaction takes single statements')),
    commit,
    rollback,
    close: () => void rollback(),
    get closed() {
      return !open
    },
  }
}
