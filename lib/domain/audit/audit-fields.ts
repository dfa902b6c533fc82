/** Projects that an edit does the same to: what is held there before and after, encoded, and the first names. */
export type AuditGroup = { before: string | null; after: string | null; count: number; some: string[] }
export type AuditAlike = { groups: AuditGroup[]; others: { count: number; wider: boolean } }
/**
 * A list in an event that does not tell all of it: how many more items there are, and how many stand on the other side
 * too and are not among them. Of projects beyond its bound what becomes of them, by groups that are `alike`.
 */
export type AuditList = {
  items: string[]
  more?: number
  kept?: number
  alike?: AuditAlike
}
/** What an event keeps of a field. */
export type AuditValue = string | number | boolean | null | string[] | AuditList
export type AuditFields = Record<string, AuditValue>

/** As many names of robots, projects and permissions as an event holds of one kind; of the others it says how many. */
export const maxAuditedNames = 100
/** In characters: an event must not grow with what it is about. */
const maxTextLength = 2_000
/** Of all items of a list together. */
export const maxListLength = 10_000

type Sides = { before: AuditFields | null; after: AuditFields | null }

/**
 * What an event tells of what was and what became: where it has both sides only what differs, of two lists their
 * difference, and all of it within a bound. Doing it twice changes nothing.
 */
export function boundedFields({ before, after }: Sides): Sides {
  if (!before || !after) return { before: before && cutFields(before), after: after && cutFields(after) }
  const bounded = { before: {} as AuditFields, after: {} as AuditFields }
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [old, changed] = differing(before[name], after[name])
    if (old !== undefined) bounded.before[name] = cutValue(old)
    if (changed !== undefined) bounded.after[name] = cutValue(changed)
  }
  return bounded
}

/** How many fields such sides are about. */
export const countFields = ({ before, after }: Sides): number =>
  new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]).size

type Side = AuditValue | undefined

function differing(old: Side, changed: Side): [Side, Side] {
  if (JSON.stringify(old) === JSON.stringify(changed)) return [undefined, undefined]
  if (!Array.isArray(old) || !Array.isArray(changed)) return [old, changed]
  const [had, has] = [new Set(old), new Set(changed)]
  const [removed, added] = [old.filter((item) => !has.has(item)), changed.filter((item) => !had.has(item))]
  if (removed.length + added.length === 0) return [undefined, undefined]
  const kept = changed.length - added.length
  return [
    { items: removed, kept },
    { items: added, kept },
  ]
}

const cutFields = (fields: AuditFields): AuditFields =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, cutValue(value)]))

function cutValue(value: AuditValue): AuditValue {
  if (typeof value === 'string') return cut(value, maxTextLength)
  if (typeof value !== 'object' || value === null) return value
  if (!Array.isArray(value)) return cutList(value)
  const list = cutList({ items: value })
  return list.more ? list : list.items
}

function cutList({ items, more = 0, kept, alike }: AuditList): AuditList {
  const shown: string[] = []
  let room = maxListLength
  for (const item of items.slice(0, maxAuditedNames)) {
    if (room === 0) break
    shown.push(cut(item, room))
    room -= Math.min(item.length, room)
  }
  const left = more + items.length - shown.length
  return { items: shown, ...(left > 0 && { more: left }), ...(kept !== undefined && { kept }), ...(alike && { alike }) }
}

const cut = (text: string, length: number): string => (text.length <= length ? text : `${text.slice(0, length - 1)}…`)
