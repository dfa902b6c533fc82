import { maxPatterns, parsePatterns } from './repository-patterns'

/** From so many repositories below one path on, the path stands for them. */
const maxBelowPath = 20

/**
 * Patterns for these repositories of a project, by their names within it: each by its name, and where there are many
 * below a path, the path. null where that would be more patterns than there may be.
 */
export function patternsFor(repositories: readonly string[]): string | null {
  const names = [...new Set(repositories)]
  const paths: string[] = []
  const deepest = Math.max(...names.map(depthOf))
  let single = names
  for (let depth = deepest - 1; depth >= 1; depth--) {
    const crowded = [...countedPaths(single, depth)].filter(([, count]) => count > maxBelowPath).map(([path]) => path)
    paths.push(...crowded)
    single = single.filter((name) => !crowded.some((path) => name.startsWith(`${path}/`)))
  }
  const fullest = [...countedPaths(single, 1)].sort(([, one], [, other]) => other - one)
  for (const [path, count] of fullest) {
    if (paths.length + single.length <= maxPatterns || count < 2) break
    paths.push(path)
    single = single.filter((name) => !name.startsWith(`${path}/`))
  }
  const parsed = parsePatterns([...single, ...paths.map((path) => `${path}/**`)])
  return 'ok' in parsed ? parsed.ok : null
}

const depthOf = (name: string): number => name.split('/').length

/** How many are below each path of so many segments. */
function countedPaths(names: readonly string[], depth: number): Map<string, number> {
  const counts = new Map<string, number>()
  for (const name of names) {
    const segments = name.split('/')
    if (segments.length <= depth) continue
    const path = segments.slice(0, depth).join('/')
    counts.set(path, (counts.get(path) ?? 0) + 1)
  }
  return counts
}
