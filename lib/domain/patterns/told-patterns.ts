/**
 * Patterns of a group for people: `app/*, base, not app/internal/**`. `not` says what excludes. Of more than `max` the
 * first.
 */
export function toldPatterns(text: string, not: (pattern: string) => string, max = Infinity): string {
  const patterns = text.split(' ')
  const excluded = patterns.filter((pattern) => pattern.startsWith('!'))
  const told = [
    ...patterns.filter((pattern) => !pattern.startsWith('!')),
    ...excluded.map((pattern) => not(pattern.slice(1))),
  ]
  return [...told.slice(0, max), ...(told.length > max ? ['…'] : [])].join(', ')
}
