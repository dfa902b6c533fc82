import 'server-only'
import { now } from '../clock'
import { databaseEngine, db } from '../store/db'

/** Unix milliseconds. */
export type Time = () => Promise<number>

/**
 * The time by which jobs are due and leases end: PostgreSQL's own, so that replicas agree on it whatever their clocks
 * say. The file of SQLite belongs to one machine, whose clock it is.
 */
export const sharedTime: Time = async () => {
  if (databaseEngine() === 'sqlite') return now().getTime()
  const [row] = await db().$queryRaw<{ at: bigint }[]>`
    SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT) AS "at"`
  return Number(row!.at)
}
