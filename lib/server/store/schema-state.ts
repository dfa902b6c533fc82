import 'server-only'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import Database from 'libsql'
import pg from 'pg'
import { databaseEngine, db, engineOf } from './db'
import type { CodeSteps } from './migrations/code-step'
import { outstanding, readMigrations, refuseForeign, selectApplied, type Applied } from './migrations/history'

/** Whether a database is as this version's migrations leave it; `missing` says in a few words what it lacks. */
type SchemaState = { kind: 'ready' } | { kind: 'missing'; missing: string }

/** What a database lacks that nobody has set up, or that is not there. */
export const emptyDatabase = 'it is empty'

const committed = () => path.join(process.cwd(), 'prisma/migrations')

/**
 * Looks, and changes nothing: not even a file that is not there is made. Throws when the database is one of another
 * version, which waiting would not mend, and what the driver throws when it cannot be asked.
 */
export async function schemaState(url: string, directory = committed(), steps?: CodeSteps): Promise<SchemaState> {
  const migrations = readMigrations(path.join(directory, engineOf(url)))
  const applied = await (engineOf(url) === 'postgresql' ? appliedPostgres(url) : appliedSqlite(url))
  if (applied === 'locked') return { kind: 'missing', missing: 'another process has locked it, as while it sets it up' }
  if (!applied) return { kind: 'missing', missing: emptyDatabase }
  refuseForeign(migrations, applied)
  const [next] = outstanding(migrations, applied, steps)
  return next ? { kind: 'missing', missing: `it lacks the migration ${next.name}` } : { kind: 'ready' }
}

/**
 * Whether the process's database has all of this version's migrations, and perhaps later ones: replicas are upgraded in
 * turn.
 */
export async function hasAllMigrations(): Promise<boolean> {
  const migrations = readMigrations(path.join(committed(), databaseEngine()))
  return outstanding(migrations, await db().$queryRawUnsafe<Applied[]>(selectApplied)).length === 0
}

/** Asks until the database is ready; `waiting` is told once what it lacks. Throws when it is not ready in time. */
export async function waitForSchema(url: string, waiting: (missing: string) => void, patienceMs: number) {
  const deadline = Date.now() + patienceMs
  for (let told = false; ; await delay(200)) {
    const state = await schemaState(url)
    if (state.kind === 'ready') return
    if (!told) waiting(state.missing)
    told = true
    if (Date.now() > deadline) throw new Error(`${state.missing}: start the console first, which sets it up`)
  }
}

async function appliedPostgres(url: string): Promise<Applied[] | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, query_timeout: 5_000 })
  // Unheard, a connection that breaks would end the process; the question fails by itself.
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<Applied>(selectApplied)).rows
  } catch (error) {
    if ((error as { code?: string }).code === '42P01') return null
    throw error
  } finally {
    await client.end()
  }
}

async function appliedSqlite(url: string): Promise<Applied[] | 'locked' | null> {
  let database: Database.Database | undefined
  try {
    database = new Database(`${url.replace(/\?.*$/, '')}?mode=ro`)
    return database.prepare(selectApplied).all([]) as Applied[]
  } catch (error) {
    const { message } = error as Error
    if (/ConnectionFailed|no such table/.test(message)) return null
    // A new file is locked for readers too until it keeps a log (WAL).
    if (/database is locked/.test(message)) return 'locked'
    throw error
  } finally {
    database?.close()
  }
}
