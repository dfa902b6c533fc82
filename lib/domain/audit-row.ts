import type { AuditOperation, AuditResult } from './audit-operation'

/** What an audit row keeps of a field. */
export type AuditValue = string | number | boolean | null | string[]
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
  resourceType: string
  resource: string
  /** null for what belongs to no project. */
  project: string | null
  result: AuditResult
  changes: AuditChange[]
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
}

/** Newest first unless `at` is asked for. */
export const auditSorts = ['at', '-at'] as const
export type AuditSort = (typeof auditSorts)[number]

/** As far as a list counts and pages; an export has no end. */
export const maxListedEvents = 10_000

/**
 * The fields that differ between what an event says was before and after; all of them where it has only one side.
 * The texts are those of the audit row; what is no object counts as none.
 */
export function auditChanges(before: string | null, after: string | null): AuditChange[] {
  const [old, changed] = [fieldsOf(before), fieldsOf(after)]
  const names = [...new Set([...Object.keys(old ?? {}), ...Object.keys(changed ?? {})])]
  return names
    .map((field) => ({ field, before: old?.[field], after: changed?.[field] }))
    .filter((change) => !old || !changed || JSON.stringify(change.before) !== JSON.stringify(change.after))
}

function fieldsOf(text: string | null): Record<string, AuditValue> | null {
  try {
    const value: unknown = text === null ? null : JSON.parse(text)
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject ? (value as Record<string, AuditValue>) : null
  } catch {
    return null
  }
}

/** What a changed list has lost, gained and kept. */
export function listDifference(before: readonly string[], after: readonly string[]) {
  return {
    removed: before.filter((each) => !after.includes(each)),
    added: after.filter((each) => !before.includes(each)),
    kept: after.filter((each) => before.includes(each)),
  }
}
