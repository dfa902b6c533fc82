import type { AuditFields } from './audit-fields'

/** What whoever hears of an event is told: who did what, to what. */
export type EventPayload = {
  actor: { kind: string; id?: number; name: string }
  resource: { type: string; id?: number; name: string }
  project?: { id: number; name: string }
  details?: AuditFields
}

/** In bytes, as it is stored and sent. */
export const maxPayloadBytes = 4_096
/** Names of robots, projects and permissions in one list. */
const maxNames = 100
const maxTextLength = 1_000

/** As JSON within the bound: lists and texts are cut ever shorter until it fits, and then the details are left out. */
export function payloadText(payload: EventPayload): string {
  for (let names = maxNames, length = maxTextLength; names >= 1; names >>= 1, length >>= 1) {
    const text = JSON.stringify(cut(payload, names, length))
    if (new TextEncoder().encode(text).length <= maxPayloadBytes) return text
  }
  return JSON.stringify(cut({ ...payload, details: undefined }, 1, maxTextLength >> 3))
}

function cut(value: unknown, names: number, length: number): unknown {
  if (typeof value === 'string') return value.length <= length ? value : `${value.slice(0, length - 1)}…`
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    const items = value.slice(0, names).map((item) => cut(item, names, length))
    return value.length <= names ? items : { items, more: value.length - names }
  }
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, cut(each, names, length)]))
}
