import 'server-only'
import { createClient } from '@libsql/client'
import pg from 'pg'
import { testEngine } from './database'

/** Holds, as another process would, the lock without which nobody can add to the audit log. Returns what lets it go. */
export async function lockAuditLog(url: string): Promise<() => Promise<void>> {
  if (testEngine === 'sqlite') {
    const client = createClient({ url })
    await client.execute('BEGIN IMMEDIATE')
    return async () => {
      await client.execute('ROLLBACK')
      client.close()
    }
  }
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('BEGIN')
  await client.query('LOCK TABLE "AuditEvent" IN EXCLUSIVE MODE')
  return () => client.end()
}
