// Lists of repository patterns as one automaton that reads a name with `/` before each segment. A state is a set of
// positions in the patterns' tokens; a token is a character (its code) or one of these.

/** Any run within the segment. */
const star = -1
/** A run of whole segments: not begun yet, and within. */
const [open, loop] = [-2, -3]
const end = -4
export const slash = 47

/** What a position belongs to: which of the lists, whether the pattern excludes there, and where its last `/` is. */
type Owner = { list: number; excludes: boolean; lastSlash: number }

export type Automaton = {
  /** The state before anything was read. */
  start: readonly number[]
  step: (state: readonly number[], letter: number) => number[]
  owner: (position: number) => Owner
  /** The character that a position waits for; `any` also takes others; null at the end of a pattern. */
  awaits: (position: number) => number | 'any' | 'segment' | null
  /** What the pattern takes for sure: what was read, also with more in the segment, or with whatever may follow. */
  takes: (position: number) => 'this' | 'segment' | 'all' | null
  /** Whether the pattern may take more segments than were begun. */
  goesOn: (position: number) => boolean
  size: number
}

export function automatonOf(lists: readonly (readonly string[])[]): Automaton {
  const [tokens, dominated, owners, start]: [number[], number[], Owner[], number[]] = [[], [], [], []]
  const add = (token: number, from: number, owner: Owner) => {
    tokens.push(token)
    dominated.push(from)
    owners.push(owner)
  }
  for (const [list, patterns] of lists.entries()) {
    for (const pattern of patterns) {
      const excludes = pattern.startsWith('!')
      start.push(tokens.length)
      addPattern(excludes ? pattern.slice(1) : pattern, { list, excludes, lastSlash: 0 }, add, () => tokens.length)
    }
  }
  const automaton = { tokens, dominated }
  return {
    start: reduced(automaton, start),
    step: (state, letter) => step(automaton, state, letter),
    owner: (position) => owners[position]!,
    awaits: (position) => awaited(tokens[position]!),
    takes: (position) => {
      if (tokens[position] === end) return 'this'
      if (tokens[position + 1] !== end) return null
      return tokens[position] === loop ? 'all' : tokens[position] === star ? 'segment' : null
    },
    goesOn: (position) => position <= owners[position]!.lastSlash,
    size: tokens.length,
  }
}

function addPattern(
  pattern: string,
  owner: Owner,
  add: (token: number, from: number, owner: Owner) => void,
  at: () => number,
): void {
  const first = at()
  for (const segment of pattern.split('/')) {
    if (segment === '**') {
      add(open, at(), owner)
      add(loop, first, owner)
      owner.lastSlash = at() - 1
      continue
    }
    owner.lastSlash = at()
    add(slash, at(), owner)
    const inSegment = at()
    for (const character of segment) {
      if (character === '*') add(star, inSegment, owner)
      else add(character.charCodeAt(0), at(), owner)
    }
  }
  add(end, at(), owner)
}

function awaited(token: number): number | 'any' | 'segment' | null {
  if (token === end) return null
  if (token === open) return slash
  return token === loop ? 'any' : token === star ? 'segment' : token
}

/** `dominated`: from which position on nothing before this one takes anything that this one does not. */
type Tokens = { tokens: readonly number[]; dominated: readonly number[] }

function step(automaton: Tokens, state: readonly number[], letter: number): number[] {
  const next: number[] = []
  for (const position of state) {
    const token = automaton.tokens[position]!
    if (token === letter) next.push(position + 1)
    else if (token === loop || (token === star && letter !== slash)) next.push(position)
    else if (token === open && letter === slash) next.push(position + 1)
  }
  return reduced(automaton, next)
}

/** With what is reached without reading, in order, and without what cannot matter: what keeps states few and small. */
function reduced({ tokens, dominated }: Tokens, positions: readonly number[]): number[] {
  const reached = new Set<number>()
  for (const position of positions) {
    for (let at = position; !reached.has(at); at += tokens[at] === open ? 2 : 1) {
      reached.add(at)
      if (tokens[at]! >= 0 || tokens[at] === end) break
    }
  }
  const kept: number[] = []
  let from = Infinity
  for (const position of [...reached].sort((one, other) => other - one)) {
    if (position >= from) continue
    kept.push(position)
    if (dominated[position]! < position) from = dominated[position]!
  }
  return kept.reverse()
}
