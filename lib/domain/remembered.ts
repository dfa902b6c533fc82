/**
 * A pure function of a text that keeps its latest answers, at most `max` of them, to texts of at most `maxLength`
 * characters: for what many ask in the same words. The answers are shared, so nobody may change them.
 */
export function remembered<Result>(
  compute: (text: string) => Result,
  { max, maxLength }: { max: number; maxLength: number },
): (text: string) => Result {
  const known = new Map<string, Result>()
  return (text) => {
    const found = known.get(text)
    if (found !== undefined) return found
    const made = compute(text)
    if (text.length > maxLength) return made
    // The oldest first: a Map keeps the order of insertion.
    if (known.size >= max) known.delete(known.keys().next().value!)
    known.set(text, made)
    return made
  }
}
