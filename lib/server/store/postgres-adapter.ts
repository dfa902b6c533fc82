import 'server-only'
import { PrismaPg } from '@prisma/adapter-pg'
import type { Transaction } from '@prisma/driver-adapter-utils'
import { guarded } from './guarded-adapter'
import { limitsFor, openPool, usualPatienceMs } from './postgres-pool'

/** Connections of this process for transactions, and for all that is read outside of one. */
const maxConnections = { transactions: 8, statements: 6 }

/** A transaction that has waited this long for a connection waits for locks less: who holds one keeps all waiting. */
const noticeableMs = 250

/**
 * PostgreSQL behind pools of ours. Transactions have connections of their own, so that reading goes on while each of
 * them waits for a lock that somebody else holds.
 */
export class PostgresAdapter extends PrismaPg {
  private readonly transactions: PrismaPg

  constructor(url: string) {
    super(openPool('reads', url, maxConnections.statements), { disposeExternalPool: true })
    const pool = openPool('writes', url, maxConnections.transactions)
    this.transactions = new PrismaPg(pool, { disposeExternalPool: true })
  }

  override async connect() {
    const [statements, transactions] = [await super.connect(), await this.transactions.connect()]
    const dispose = statements.dispose.bind(statements)
    return guarded(
      Object.assign(statements, {
        async startTransaction(...level: Parameters<typeof transactions.startTransaction>) {
          const asked = performance.now()
          const transaction = await transactions.startTransaction(...level)
          await shortenLockWait(transaction, performance.now() - asked)
          return transaction
        },
        dispose: async () => void (await Promise.all([dispose(), transactions.dispose()])),
      }),
    )
  }
}

async function shortenLockWait(transaction: Transaction, waitedMs: number): Promise<void> {
  if (waitedMs < noticeableMs) return
  const left = Math.max(limitsFor(usualPatienceMs).lock_timeout - Math.round(waitedMs), noticeableMs)
  try {
    await transaction.executeRaw({ sql: `SET LOCAL lock_timeout = ${left}`, args: [], argTypes: [] })
  } catch (error) {
    // Nobody else would give the connection back.
    await transaction.rollback()
    throw error
  }
}
