import { randomBytes } from 'node:crypto'
import pg from 'pg'

/** The test run's cluster; without one there is no PostgreSQL to test with. */
export const cluster = process.env.TEST_POSTGRES_URL

/** A database of its own in the test run's cluster. */
export async function blankDatabase(): Promise<string> {
  const name = `e2e_${randomBytes(6).toString('hex')}`
  await query(cluster!, `CREATE DATABASE ${name}`)
  return new URL(`/${name}`, cluster).href
}

/** Runs a statement on a connection of its own. */
export async function query<Row>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  return (await client.query(sql).finally(() => client.end())).rows as Row[]
}
