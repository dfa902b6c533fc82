import 'server-only'
import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { Prisma } from '../../generated/sqlite/client'
import { log } from '../../log'
import type { CodeSteps } from './code-step'
import type { Connection } from './connection'
import { outstanding, refuseForeign, selectApplied, type Applied, type Migration } from './history'

/** The names of the migrations that this process has finished, and when it last came on, in milliseconds. */
export type Progress = { finished: string[]; at: number }

/** Takes whatever is left to do, each part in a transaction of its own that keeps how far it has come. */
export async function takeAll(
  connection: Connection,
  migrations: readonly Migration[],
  steps: CodeSteps,
  progress: Progress,
): Promise<void> {
  await connection.transaction(() => connection.script(migrationsTable(connection)))
  for (;;) {
    const taken = await connection.transaction(() => takeNext(connection, migrations, steps))
    progress.at = Date.now()
    if (!taken) return
    if (taken.finished) progress.finished.push(taken.name)
    // Others who wait for the file of SQLite may come in between.
    if (connection.engine === 'sqlite') await delay(2)
  }
}

/** What was applied is read each time: another process may have come on meanwhile. Null where nothing is left. */
async function takeNext(
  connection: Connection,
  migrations: readonly Migration[],
  steps: CodeSteps,
): Promise<{ name: string; finished: boolean } | null> {
  const applied = await connection.run<Applied>(Prisma.raw(selectApplied))
  refuseForeign(migrations, applied)
  const [next] = outstanding(migrations, applied, steps)
  if (!next) return null
  const codeSteps = steps[next.name] ?? []
  const begun = applied.find((row) => row.migration_name === next.name && !row.rolled_back_at)
  const done = begun ? await takeStep(connection, begun, codeSteps) : await takeSql(connection, next)
  const finished = done > codeSteps.length
  if (finished) {
    await connection.run(
      Prisma.sql`UPDATE _prisma_migrations SET finished_at = ${present(connection)} WHERE ${isPresent(next.name)}`,
    )
  }
  return { name: next.name, finished }
}

/** Prisma's CLI may have left rows of attempts that were rolled back. */
const isPresent = (name: string): Prisma.Sql => Prisma.sql`migration_name = ${name} AND rolled_back_at IS NULL`

/** Both answer how many steps are done, the SQL among them. */
async function takeSql(connection: Connection, { name, sql, checksum }: Migration): Promise<number> {
  await connection.script(sql)
  await connection.run(
    Prisma.sql`INSERT INTO _prisma_migrations (id, checksum, migration_name, applied_steps_count)
      VALUES (${randomUUID()}, ${checksum}, ${name}, 1)`,
  )
  return 1
}

async function takeStep(connection: Connection, begun: Applied, steps: CodeSteps[string]): Promise<number> {
  const { migration_name: name, applied_steps_count: count, logs } = begun
  const position = await steps[count - 1]!(connection, Number(logs ?? 0))
  const done = position === null ? count + 1 : count
  if (logs === null && position !== null) log().info({ migration: name }, 'a migration goes through many rows')
  await connection.run(
    Prisma.sql`UPDATE _prisma_migrations SET applied_steps_count = ${done},
      logs = ${position === null ? null : String(position)} WHERE ${isPresent(name)}`,
  )
  return done
}

const present = ({ engine }: Connection): Prisma.Sql =>
  engine === 'sqlite' ? Prisma.sql`${Date.now()}` : Prisma.sql`now()`

function migrationsTable({ engine }: Connection): string {
  const [time, now] = engine === 'sqlite' ? ['DATETIME', 'current_timestamp'] : ['TIMESTAMPTZ', 'now()']
  return `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at ${time},
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at ${time},
  started_at ${time} NOT NULL DEFAULT ${now},
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`
}
