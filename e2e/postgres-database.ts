import { randomBytes } from 'node:crypto'
import pg from 'pg'

/** The test run's cluster; without one there is no PostgreSQL to test with. */
export const cluster = process.env.TEST_POSTGRES_URL

/** A database of its own in the test run's cluster. */
export async function blankDatabase(): Promise<string> {
  const name = `e2e_${randomBytes(6).toString('hex')}`
  const client = new pg.Client({ connectionString: cluster })
  await client.connect()
  await client.query(`CREATE DATABASE ${name}`).finally(() => client.end())
  return new URL(`/${name}`, cluster).href
}
