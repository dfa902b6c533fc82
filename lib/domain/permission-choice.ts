const pull = 'repository:pull'
const push = 'repository:push'

/** The keys after ticking or unticking some: push brings pull, and taking pull away takes push along. */
export function afterTicking(access: readonly string[], keys: readonly string[], ticked: boolean): string[] {
  const next = new Set(access)
  for (const key of keys) {
    if (ticked) next.add(key)
    else next.delete(key)
  }
  if (next.has(push) && !next.has(pull)) {
    if (ticked) next.add(pull)
    else next.delete(push)
  }
  return [...next].sort()
}
