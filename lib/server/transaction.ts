import 'server-only'
import { db, type Tx } from './db'
import { isDatabaseUnavailable, Refusal } from './errors'

/**
 * Runs `fn` in one writing transaction: all of it or nothing. Only `change()` and start-up may call this (lint), so
 * that no write can forget its guard or its audit row. Keep `fn` short: SQLite has one writer.
 */
export async function inTransaction<Result>(fn: (tx: Tx) => Promise<Result>): Promise<Result> {
  try {
    return await db().$transaction(fn)
  } catch (error) {
    throw asUnavailable(error)
  }
}

/** A database that cannot answer is told to the caller as such; the cause stays for the log. */
export function asUnavailable(error: unknown): unknown {
  if (!isDatabaseUnavailable(error)) return error
  const refusal = new Refusal(
    'unavailable',
    'the database cannot be reached or written at the moment; nothing was changed',
  )
  refusal.cause = error
  return refusal
}
