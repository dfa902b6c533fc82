import { remembered } from '../remembered'
import { everyRepository, firstOutside, type Budget } from './pattern-inclusion'

// Which repositories of a project are meant: patterns of names relative to it, such as `app/*`, `base`,
// `!app/internal/**`. Segments are joined by `/`; `*` is any run of characters within a segment, also none; a segment
// `**` is any number of segments, also none; `!` excludes, and wins whatever the order.

export const maxPatterns = 50
export const maxPatternLength = 200

type Reason =
  | 'noPatterns'
  | 'tooMany'
  | 'empty'
  | 'tooLong'
  | 'blank'
  | 'upperCase'
  | 'characters'
  | 'slashes'
  | 'dots'
  | 'doubleStar'
  | 'matchesNothing'
/** What is wrong with a list of patterns, and with which of them where it is one. */
export type PatternFault = { reason: Reason; pattern?: string }

/**
 * Patterns as one text: sorted, without duplicates, blanks between; equal lists are equal texts. `**` for a list that
 * takes every repository.
 */
export function parsePatterns(list: readonly string[], budget?: Budget): { ok: string } | { fault: PatternFault } {
  if (list.length === 0) return { fault: { reason: 'noPatterns' } }
  if (list.length > maxPatterns) return { fault: { reason: 'tooMany' } }
  for (const pattern of list) {
    const reason = patternFault(pattern)
    if (reason) return { fault: { reason, pattern } }
  }
  const excludes = list.some((pattern) => pattern.startsWith('!'))
  if (!excludes && list.includes(everyRepository)) return { ok: everyRepository }
  const text = [...new Set(list)].sort().join(' ')
  // What is too intricate to tell is let through: it gives nothing that is not there.
  return firstOutside([], text, budget).kind === 'none' ? { fault: { reason: 'matchesNothing' } } : { ok: text }
}

/** The patterns of such a text, in its order. */
export const patternsOf = (text: string): string[] => text.split(' ')

/** What is wrong with one pattern, as it is typed; null = nothing. */
export function patternFault(pattern: string): PatternFault['reason'] | null {
  // First, so that nothing else looks at a text without an end.
  if (pattern.length > maxPatternLength) return 'tooLong'
  const path = pattern.startsWith('!') ? pattern.slice(1) : pattern
  if (path === '') return 'empty'
  if (/\s/.test(path)) return 'blank'
  if (path !== path.toLowerCase()) return 'upperCase'
  if (!/^[a-z0-9._\-*/]+$/.test(path)) return 'characters'
  const segments = path.split('/')
  if (segments.includes('')) return 'slashes'
  if (segments.some((segment) => /^\.+$/.test(segment))) return 'dots'
  return segments.some((segment) => segment !== '**' && segment.includes('**')) ? 'doubleStar' : null
}

/** A segment by what stands between its stars; or any number of segments. */
type Segment = readonly string[] | '**'

/** Longer than any repository's name. */
const maxNameLength = 255

/**
 * Whether a repository, by its name within the project, is among those that the text of `parsePatterns` means. For who
 * asks the same text often: compiled once.
 */
export function repositoryMatcher(text: string): (repository: string) => boolean {
  const patterns = patternsOf(text)
  const [included, excluded] = [false, true].map((excludes) =>
    patterns.filter((pattern) => pattern.startsWith('!') === excludes).map((each) => compile(each.replace('!', ''))),
  ) as [Segment[][], Segment[][]]
  return (repository) => {
    if (repository.length > maxNameLength) return false
    const name = repository.split('/')
    if (name.includes('')) return false
    return included.some((each) => matches(each, name)) && !excluded.some((each) => matches(each, name))
  }
}

const knownMatcher = remembered(repositoryMatcher, { max: 500, maxLength: 2_000 })

/** The same, asked once. */
export const matchesRepositories = (text: string, repository: string): boolean => knownMatcher(text)(repository)

const compile = (pattern: string): Segment[] =>
  pattern.split('/').map((segment) => (segment === '**' ? segment : segment.split('*')))

/** The shortest run for each `**` but the last is enough, so nothing before it is tried again. */
function matches(pattern: readonly Segment[], name: readonly string[]): boolean {
  let [at, segment, afterRun, runEnd] = [0, 0, -1, 0]
  while (segment < name.length) {
    const wanted = pattern[at]
    if (wanted === '**') [afterRun, runEnd] = [++at, segment]
    else if (wanted && matchesSegment(wanted, name[segment]!)) [at, segment] = [at + 1, segment + 1]
    else if (afterRun >= 0) [at, segment] = [afterRun, ++runEnd]
    else return false
  }
  while (pattern[at] === '**') at++
  return at === pattern.length
}

/** The first text begins, the last ends, and those between come in their order: the earliest place of each is enough. */
function matchesSegment(texts: readonly string[], segment: string): boolean {
  const [first, last] = [texts[0]!, texts[texts.length - 1]!]
  if (texts.length === 1) return segment === first
  const end = segment.length - last.length
  if (first.length > end || !segment.startsWith(first) || !segment.endsWith(last)) return false
  let from = first.length
  for (const text of texts.slice(1, -1)) {
    const found = segment.indexOf(text, from)
    if (found < 0 || found + text.length > end) return false
    from = found + text.length
  }
  return true
}

/** Texts of `parsePatterns`; undefined stands for every repository. */
type Repositories = string | undefined

/** Whether the one means every repository that the other does. What is too intricate to tell is not included. */
export const includes = (outer: Repositories, inner: Repositories, budget?: Budget): boolean =>
  includedInUnion([outer], inner, budget)

/** The same of several sets together, which may cover what none of them does alone. */
export function includedInUnion(outers: readonly Repositories[], inner: Repositories, budget?: Budget): boolean {
  if (outers.includes(undefined) || outers.includes(inner)) return true
  const texts = outers.filter((text) => text !== undefined)
  return firstOutside(texts, inner ?? everyRepository, budget).kind === 'none'
}
