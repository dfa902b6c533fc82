import 'server-only'

/** Every so many milliseconds, counted from 1970; or once a day at `hh:mm` UTC. */
export type When = { everyMs: number } | { dailyAt: `${number}:${number}` }

/**
 * Something that is done again and again, by one process of an installation at a time. `run` is told the time it was
 * due, which names the run: killed in the middle, the same run is repeated by whoever comes first, so what it does
 * depends on `due` and is done only once however often it is asked for. Once `signal` is aborted it ends after the step
 * it is in, and counts as not done.
 */
export type Job = { name: string; when: When; run: (due: Date, signal: AbortSignal) => Promise<unknown> }

const dayMs = 86_400_000

/** The last time it was due, Unix milliseconds: however many were missed, only that one is caught up. */
export function lastDue(when: When, at: number): number {
  const everyMs = 'everyMs' in when ? when.everyMs : dayMs
  const offset = 'everyMs' in when ? 0 : sinceMidnight(when.dailyAt)
  return Math.floor((at - offset) / everyMs) * everyMs + offset
}

function sinceMidnight(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return (hours * 60 + minutes) * 60_000
}
