import 'server-only'
import { db, type Tx } from './db'
import { asUnavailable } from '../unavailable'

/**
 * Runs `fn` in one writing transaction: all of it or nothing. Only the writers of scripts/lint/rooms.mjs may call this, so
 * that no write can forget its guard or its audit row. Keep `fn` short: SQLite has one writer.
 */
export async function inTransaction<Result>(fn: (tx: Tx) => Promise<Result>): Promise<Result> {
  try {
    return await db().$transaction(fn)
  } catch (error) {
    throw asUnavailable(error)
  }
}
