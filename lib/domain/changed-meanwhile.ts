/** A field of a form: as it came, as it is now, and as it is stored by now. */
export type FieldSides = { label: string; seen: unknown; typed: unknown; stored: unknown; now?: string }
/** A field that somebody else has changed since the form came; `now` says to what, `mine` that it was changed here too. */
export type Difference = { label: string; now?: string; mine: boolean }

/** What differs from what the form came with and does not say by now what the form says anyway. */
export const changedMeanwhile = (fields: readonly FieldSides[]): Difference[] =>
  fields
    .filter(({ seen, typed, stored }) => !same(seen, stored) && !same(typed, stored))
    .map(({ label, seen, typed, now }) => ({ label, now: now || undefined, mine: !same(seen, typed) }))

/** Whether what is stored is anything else than what the form came with. */
export const isNewer = (fields: readonly FieldSides[]): boolean =>
  fields.some(({ seen, stored }) => !same(seen, stored))

/** What two have changed of one list, each on their own: who takes something away has taken it away. */
export function mergedList(seen: readonly string[], typed: readonly string[], stored: readonly string[]): string[] {
  const added = typed.filter((item) => !seen.includes(item))
  const left = stored.filter((item) => typed.includes(item) || !seen.includes(item))
  return [...new Set([...left, ...added])].sort()
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)
