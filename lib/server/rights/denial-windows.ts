import 'server-only'
import { actorName, type Actor } from './actor'
import { now } from '../clock'
import type { Tx } from '../store/db'
import { globalState } from '../global-state'
import { placesOf } from '../network-address'
import type { AuditEntry, AuditResource } from './record'

/**
 * A refused attempt on its way into the log; `at` is when it was refused, not when it is written. `row`: which one of its
 * window it is, until the other processes were asked.
 */
export type Denial = {
  actor: Actor
  entry: AuditEntry
  nameOf?: (tx: Tx) => Promise<string | undefined>
  at: Date
  row?: number
}

/** Rows of one actor from one place in a window: enough to see an attack, too few to fill a disk with it. */
export const maxRows = 20
export const windowMs = 60_000
/** Beyond this many actors at once, all others share a window. */
const maxWindows = 10_000

type Window = { actor: Actor; begun: number; rows: number; leftOut?: LeftOut }
type LeftOut = { count: number; since: Date; operations: Set<string>; project: AuditResource['project'] }

/** By actor and place, in the order in which they began. */
const windows = () => globalState('denial-windows', () => new Map<string, Window>())

/** Whether a refused attempt may have a row of its own in its actor's present window; if so, it is counted. */
export function takeRow(denial: Denial): boolean {
  const window = windowOf(denial.actor, denial.at)
  if (window.rows >= maxRows) return false
  denial.row = ++window.rows
  return true
}

/** Other processes have used up the rows of this one's window. */
export function endRows({ actor, at }: Denial): void {
  windowOf(actor, at).rows = maxRows
}

/** Counts an attempt that has no row of its own. Answers whether it is the first of its window. */
export function leaveOut({ actor, entry: { operation, resource }, at }: Denial): boolean {
  const window = windowOf(actor, at)
  const first = window.leftOut === undefined
  const leftOut = (window.leftOut ??= { count: 0, since: at, operations: new Set(), project: resource.project })
  leftOut.count++
  leftOut.operations.add(operation)
  if (leftOut.project?.id !== resource.project?.id) leftOut.project = undefined
  return first
}

/** Closes the windows that have ended, or all, and answers a row for each that has left something out. */
export function closeWindows(which: 'ended' | 'all'): Denial[] {
  const at = now()
  const rows: Denial[] = []
  for (const [key, { actor, begun, leftOut }] of windows()) {
    // However far a clock was set back, a window ends.
    if (which === 'ended' && Math.abs(at.getTime() - begun) < windowMs) break
    windows().delete(key)
    if (leftOut) rows.push(summary(actor, leftOut, at))
  }
  return rows
}

/** The row that says how many have none. In a project's log if all of them were about that project. */
const summary = (actor: Actor, { count, since, operations, project }: LeftOut, at: Date): Denial => ({
  actor: { ...actor, source: actor.source && { address: actor.source.address } },
  entry: {
    operation: 'audit-log.omit',
    resource: { type: 'audit-log', name: '(refused attempts)', project },
    result: 'denied',
    after: { leftOut: count, since: since.toISOString(), operations: [...operations].sort() },
  },
  at,
})

export const windowKey = (actor: Actor): string =>
  `${actor.kind}:${actorName(actor)}:${placesOf(actor.source?.address).place}`

function windowOf(actor: Actor, at: Date): Window {
  const own = windowKey(actor)
  const isRoomy = windows().has(own) || windows().size < maxWindows
  const [key, who]: [string, Actor] = isRoomy ? [own, actor] : ['others', { kind: 'anonymous' }]
  const known = windows().get(key)
  if (known) return known
  const window = { actor: who, begun: at.getTime(), rows: 0 }
  windows().set(key, window)
  return window
}
