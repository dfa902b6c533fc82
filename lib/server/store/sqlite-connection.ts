import 'server-only'
import { LibsqlError, type InStatement } from '@libsql/client'
import Database from 'libsql'

/** What a statement answers, as the adapter reads it: rows by position. */
export type Answer = { columns: string[]; columnTypes: string[]; rows: unknown[][]; rowsAffected: number }

type Prepared = { statement: Database.Statement; columns: string[]; columnTypes: string[]; answersRows: boolean }

/** Statements that come again are few; a longer one, with thousands of parameters, hardly comes again. */
const most = { statements: 300, characters: 5_000 }

/**
 * A connection to a SQLite file that keeps its statements prepared: the driver's own client prepares each anew and asks
 * for its columns twice, which costs more than most of them take.
 */
export class SqliteConnection {
  private database: Database.Database
  /** The one used longest ago comes first. */
  private readonly prepared = new Map<string, Prepared>()

  constructor(
    private readonly path: string,
    private readonly timeout: number,
  ) {
    this.database = this.open()
  }

  execute(asked: InStatement): Answer {
    const { sql, args = [] } = typeof asked === 'string' ? { sql: asked } : asked
    try {
      const known = this.take(sql)
      const { statement, columns, columnTypes, answersRows } = known
      const bound = (args as unknown[]).map(toSql)
      const answer = answersRows
        ? { columns, columnTypes, rows: (statement.all(bound) as unknown[][]).map(fromSql), rowsAffected: 0 }
        : { columns, columnTypes, rows: [], rowsAffected: Number(statement.run(bound).changes) }
      // Not one that has failed: who knows in what state it was left.
      if (sql.length <= most.characters) this.prepared.set(sql, known)
      if (this.prepared.size > most.statements) this.prepared.delete(this.prepared.keys().next().value!)
      return answer
    } catch (error) {
      throw named(error)
    }
  }

  executeMultiple(sql: string): void {
    try {
      this.database.exec(sql)
    } catch (error) {
      throw named(error)
    }
  }

  /** Ends the connection, with whatever is unfinished on it, and opens another. */
  reconnect(): void {
    try {
      this.close()
    } finally {
      this.database = this.open()
    }
  }

  close(): void {
    this.prepared.clear()
    this.database.close()
  }

  private open(): Database.Database {
    return new Database(this.path, { timeout: this.timeout } as Database.Options)
  }

  /** The statement, kept or made, and nobody else's meanwhile. */
  private take(sql: string): Prepared {
    const known = this.prepared.get(sql)
    this.prepared.delete(sql)
    return known ?? prepare(this.database, sql)
  }
}

function prepare(database: Database.Database, sql: string): Prepared {
  const statement = database.prepare(sql).safeIntegers(true)
  if (!statement.reader) return { statement, columns: [], columnTypes: [], answersRows: false }
  const columns = statement.raw(true).columns()
  return {
    statement,
    columns: columns.map(({ name }) => name),
    columnTypes: columns.map(({ type }) => type ?? ''),
    answersRows: true,
  }
}

const toSql = (value: unknown): unknown => (typeof value === 'boolean' ? Number(value) : value)

/** No number is stored that JavaScript cannot hold exactly, but for one that somebody wrote into the file. */
function fromSql(row: unknown[]): unknown[] {
  return row.map((value) => {
    if (typeof value !== 'bigint') return value
    const number = Number(value)
    if (!Number.isSafeInteger(number)) throw new RangeError('an integer beyond 2^53 is stored')
    return number
  })
}

/** As the adapter knows errors: by SQLite's code of the kind, with the exact one beside it. */
function named(error: unknown): unknown {
  const { code, rawCode, message } = error as Error & { code?: string; rawCode?: number }
  if (code === undefined || code === '') return error
  const kind = code.split('_').slice(0, 2).join('_')
  return new LibsqlError(message, kind, code, rawCode, error as Error)
}
