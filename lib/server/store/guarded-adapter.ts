import 'server-only'
import type { SqlDriverAdapter, SqlQuery, Transaction } from '@prisma/driver-adapter-utils'
import { asRefusal } from '../errors'
import { asUnavailable, asUnknownOutcome, isBrokenConnection } from '../unavailable'

/**
 * An adapter of Prisma's with two promises added. Whatever the database cannot answer now is an *unavailable* refusal.
 * And no statement of a transaction runs after its end: Prisma queues a ROLLBACK behind a statement that takes too
 * long, and would then go on with the next statement of the same operation, outside of any transaction.
 */
export function guarded<Adapter extends SqlDriverAdapter>(adapter: Adapter): Adapter {
  const { queryRaw, executeRaw, startTransaction } = adapter
  return Object.assign(adapter, {
    queryRaw: (query: SqlQuery) => refusing(queryRaw.call(adapter, query)),
    executeRaw: (query: SqlQuery) => refusing(executeRaw.call(adapter, query)),
    startTransaction: async (...level: Parameters<typeof startTransaction>) =>
      guardTransaction(await refusing(startTransaction.apply(adapter, level))),
  })
}

async function refusing<Result>(answer: Promise<Result>): Promise<Result> {
  try {
    return await answer
  } catch (error) {
    throw asUnavailable(error)
  }
}

function guardTransaction(transaction: Transaction): Transaction {
  const { queryRaw, executeRaw, commit, rollback } = transaction
  let hasEnded = false

  /** Adapters differ in whether the end is a statement or only a call. */
  async function run<Result>(sql: string, execute: () => Promise<Result>): Promise<Result> {
    if (hasEnded) throw asUnavailable({ code: 'TransactionAlreadyClosed', message: `too late for ${sql.slice(0, 20)}` })
    hasEnded = sql === 'COMMIT' || sql === 'ROLLBACK'
    return sql === 'COMMIT' ? committed(execute()) : refusing(execute())
  }

  return Object.assign(transaction, {
    queryRaw: (query: SqlQuery) => run(query.sql, () => queryRaw.call(transaction, query)),
    executeRaw: (query: SqlQuery) => run(query.sql, () => executeRaw.call(transaction, query)),
    commit: () => {
      hasEnded = true
      return committed(commit.call(transaction))
    },
    rollback: () => {
      hasEnded = true
      return rollback.call(transaction)
    },
  })
}

async function committed<Result>(answer: Promise<Result>): Promise<Result> {
  try {
    return await answer
  } catch (error) {
    throw asRefusal(error) ?? (isBrokenConnection(error) ? asUnknownOutcome(error) : asUnavailable(error))
  }
}
