import { boundedFields, type AuditFields, type AuditValue } from './audit-fields'
import type { AuditOperation, AuditResult } from './audit-operation'

/** A field that was changed; `undefined` where the one side of a creation or a deletion has nothing. */
export type AuditChange = { field: string; before?: AuditValue; after?: AuditValue }

/**
 * Stands in an event for what somebody gave as a name and nobody has: it may be a password in the wrong field. Pages
 * show it in their language.
 */
export const unknownName = '(unknown name)'

/** An event as pages show it: plain data, never a secret. */
export type AuditRow = {
  id: number
  /** ISO 8601, UTC. */
  at: string
  actorKind: string
  actor: string
  operation: string
  resource: string
  /** null for what belongs to no project. */
  project: string | null
  result: AuditResult
  /** How many fields were changed; which, is told of one event at a time. */
  changeCount: number
  /** null for who may not know where others are, and for what no request caused. */
  address: string | null
  requestId: string | null
}

/** Which events: all of the given conditions hold. `actor` and `resource` are parts of a name, in any case. */
export type AuditFilter = {
  operation: AuditOperation | null
  actor: string
  resource: string
  /** One robot's own history, whatever it was called. */
  robotId: number | null
  from: Date | null
  /** Exclusive. */
  to: Date | null
  /** Only what was denied or failed. */
  failed?: boolean
  /** What one request did: its whole id. */
  requestId?: string
}

/** Newest first unless `at` is asked for. */
export type AuditSort = 'at' | '-at'

/** As far as a list counts and pages; an export has no end. */
export const maxListedEvents = 10_000

/**
 * The fields that differ between what an event says was before and after; all of them where it has only one side.
 * The texts are those of the audit row, which may be from before there was a bound; what is no object counts as none.
 */
export function auditChanges(before: string | null, after: string | null): AuditChange[] {
  const sides = boundedFields({ before: fieldsOf(before), after: fieldsOf(after) })
  const names = new Set([...Object.keys(sides.before ?? {}), ...Object.keys(sides.after ?? {})])
  return [...names].map((field) => ({ field, before: sides.before?.[field], after: sides.after?.[field] }))
}

/** The two texts of an event as they may be sent; those of most are short enough. */
export function boundedTexts<Event extends { before: string | null; after: string | null }>(event: Event): Event {
  const { before, after } = event
  if ((before?.length ?? 0) + (after?.length ?? 0) <= maxSentLength) return event
  const sides = boundedFields({ before: fieldsOf(before), after: fieldsOf(after) })
  const text = (fields: AuditFields | null) => (fields ? JSON.stringify(fields) : null)
  return { ...event, before: text(sides.before), after: text(sides.after) }
}

/** What a cell of a spreadsheet holds. */
const maxSentLength = 32_767

function fieldsOf(text: string | null): AuditFields | null {
  try {
    const value: unknown = text === null ? null : JSON.parse(text)
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject ? (value as AuditFields) : null
  } catch {
    return null
  }
}
