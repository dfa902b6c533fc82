/** Patterns of a group for people: `app/*, base, not app/internal/**`. `not` says what excludes. */
export function toldPatterns(text: string, not: (pattern: string) => string): string {
  const patterns = text.split(' ')
  const excluded = patterns.filter((pattern) => pattern.startsWith('!'))
  return [
    ...patterns.filter((pattern) => !pattern.startsWith('!')),
    ...excluded.map((pattern) => not(pattern.slice(1))),
  ].join(', ')
}
