import 'server-only'
import pg from 'pg'

/** What ends a connection's work after a time: settings of the server, of the database or of the role. Old servers lack some. */
const limits = ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout']

/** A server that is gone without a word is found out in half a minute, not in the system's two hours. */
const probes = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 }

/** A connection for work that takes as long as there are rows: no limit of the server's or the database's ends it. */
export async function patientClient(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000, ...probes })
  // Unheard, a connection that breaks would end the process; what is under way fails by itself.
  client.on('error', () => undefined)
  await client.connect()
  await client.query(`SET datestyle = 'ISO'`)
  await client.query(`SELECT set_config(name, '0', false) FROM pg_settings WHERE name = ANY($1)`, [limits])
  return client
}
