import 'server-only'
import pg from 'pg'
import { advisoryLock } from '../store/migrations/connection'
import { patientClient } from './postgres-client'
import { asTables, type Snapshot, type Table } from './table'
import { fromPostgres } from './value'

/**
 * One REPEATABLE READ transaction that cannot write. Values come as the texts that the server sends. It and migrations
 * wait for each other before either has locked a table: else a migration would wait for what was read here, and the
 * servers' reads behind it, until the end.
 */
export async function postgresSnapshot(url: string): Promise<Snapshot> {
  const client = await patientClient(url)
  const ask = async (text: string, values: unknown[] = []): Promise<(string | null)[][]> => {
    const types = { getTypeParser: () => (raw: string) => raw } as unknown as pg.CustomTypesConfig
    return (await client.query({ text, values, rowMode: 'array', types })).rows as (string | null)[][]
  }
  try {
    // The connection's, not the transaction's: what is seen must be what there is when the wait is over.
    await ask('SELECT pg_advisory_lock_shared($1)', [advisoryLock])
    await ask('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    // A transaction sees what was there at its first question.
    await ask('SELECT 1')
  } catch (error) {
    await client.end()
    throw error
  }
  return {
    engine: 'postgresql',
    ask: async ({ text, values }) => ask(text, values),
    tables: () => tablesOf(ask),
    lastIds: () => lastIdsOf(ask),
    read: (raw, { type }) => fromPostgres(raw as string | null, type),
    close: async () => {
      await ask('ROLLBACK').catch(() => undefined)
      await client.end()
    },
  }
}

type Ask = (text: string) => Promise<(string | null)[][]>

async function tablesOf(ask: Ask): Promise<Table[]> {
  const rows = (await ask(`SELECT c.relname, a.attname, format_type(a.atttypid, NULL),
      array_position(i.indkey::smallint[], a.attnum)
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
    WHERE c.relkind = 'r' AND c.relnamespace = quote_ident(current_schema())::regnamespace
    ORDER BY c.relname, a.attnum`)) as [string, string, string, string | null][]
  return asTables(
    rows.map(([table, column, type, at]) => ({ table, column, type, place: at === null ? null : Number(at) })),
  )
}

/** A sequence belongs to no transaction: it may be ahead, which does no harm. */
async function lastIdsOf(ask: Ask): Promise<Map<string, number>> {
  const rows = (await ask(`SELECT t.relname, s.last_value FROM pg_sequences s
      JOIN pg_class q ON q.relname = s.sequencename AND q.relnamespace = quote_ident(current_schema())::regnamespace
      JOIN pg_depend d ON d.objid = q.oid AND d.classid = 'pg_class'::regclass AND d.deptype = 'a'
      JOIN pg_class t ON t.oid = d.refobjid
    WHERE s.schemaname = current_schema() AND s.last_value IS NOT NULL`)) as [string, string][]
  return new Map(rows.map(([name, last]) => [name, Number(last)]))
}
