import 'server-only'
import type { Prisma } from '../generated/sqlite/client'
import { db, disconnect, hotReads, openDatabase } from '../store/db'
import { setGlobalState } from '../global-state'

/**
 * How many statements `fn` sends to the test's database, and what it answers; of the hot reads, lists' alone. Takes the
 * place of `db()` meanwhile.
 */
export async function countQueries<Result>(url: string, fn: () => Promise<Result>) {
  const usual = db()
  const statements: string[] = []
  const counting = openDatabase(url, (statement) => statements.push(statement))
  // Connecting sets its PRAGMAs, which no request pays for.
  await counting.$queryRaw`SELECT 1`
  statements.length = 0
  setGlobalState('database', counting)
  const reads = hotReads()
  const { rows } = reads
  if (rows) {
    reads.rows = <Row>(statement: Prisma.Sql) => {
      statements.push(statement.sql)
      return rows<Row>(statement)
    }
  }
  try {
    const result = await fn()
    return { result, count: statements.length, statements }
  } finally {
    reads.rows = rows
    setGlobalState('database', usual)
    await disconnect(counting)
  }
}
