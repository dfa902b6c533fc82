import 'server-only'
import { createHmac } from 'node:crypto'
import { RateLimiterPostgres } from 'rate-limiter-flexible'
import { derivedKey } from '../secrets/secret-key'
import { sharedCounts } from '../store/db'
import { maxRows, windowKey, windowMs, type Denial } from './denial-windows'

/**
 * Which of these have no row of their own, since other processes have written so many of the same actor and place in
 * the same minute of the clock. The first of a window in each process is not asked for: most stay alone.
 */
export async function beyondAllRows(denials: readonly Denial[]): Promise<Set<Denial>> {
  const byMinute = new Map<string, Denial[]>()
  for (const denial of denials) {
    if ((denial.row ?? 1) > 1) {
      const key = `${Math.floor(denial.at.getTime() / windowMs)} ${windowKey(denial.actor)}`
      byMinute.set(key, [...(byMinute.get(key) ?? []), denial])
    }
    // Once: the row may be tried again.
    denial.row = undefined
  }
  const beyond = new Set<Denial>()
  for (const [key, rows] of byMinute) {
    const granted = await claim(key, rows.length)
    for (const denial of rows.slice(granted)) beyond.add(denial)
  }
  return beyond
}

/** How many of so many rows are within what all processes may write; all of them where nobody can tell. */
async function claim(key: string, rows: number): Promise<number> {
  const counts = sharedCounts()
  if (!counts?.mayWrite()) return rows
  const name = createHmac('sha256', derivedKey('shared-failures')).update(`denials\0${key}`).digest('base64url')
  const outcome = await counts.ask('background', (store) =>
    // The minute is in the key, by our clock; how long the row stays is by the library's.
    new RateLimiterPostgres({ ...store, keyPrefix: 'denials', points: maxRows, duration: 120 }).penalty(name, rows),
  )
  return outcome ? Math.max(0, rows - Math.max(0, outcome.consumedPoints - maxRows)) : rows
}
