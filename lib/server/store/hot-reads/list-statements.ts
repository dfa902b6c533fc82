import 'server-only'
import type Database from 'libsql'
import type { Prisma } from '../../generated/sqlite/client'

/** A list's statement differs with what is asked for, not with whom: there are some dozens. */
const maxPrepared = 100

/** Lists' statements on one connection to SQLite, each prepared when it first comes. */
export class ListStatements {
  private readonly prepared = new Map<string, Database.Statement>()

  constructor(private readonly database: Database.Database) {}

  all<Row>({ sql, values }: Prisma.Sql): Row[] {
    const statement = this.prepared.get(sql) ?? this.prepare(sql)
    return statement.all(values.map(stored)) as Row[]
  }

  private prepare(sql: string): Database.Statement {
    if (this.prepared.size >= maxPrepared) this.prepared.clear()
    const statement = this.database.prepare(sql)
    this.prepared.set(sql, statement)
    return statement
  }
}

/** As Prisma writes it. */
function stored(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString().replace('Z', '+00:00')
  return typeof value === 'boolean' ? Number(value) : value
}
