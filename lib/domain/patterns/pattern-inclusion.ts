import { automatonOf, slash, type Automaton } from './pattern-automaton'

/** The pattern that takes every repository. */
export const everyRepository = '**'

/** How much may be looked at for one request, in positions: what is left of it. */
export type Budget = { steps: number }
export const patternBudget = (): Budget => ({ steps: 60_000 })

/** A repository that the one list means and none of the others; or there is none; or it cannot be told that quickly. */
type Outside = { kind: 'found'; repository: string } | { kind: 'none' | 'unknown' }

/** Whether what was read may be a repository's name: what the last characters were; distribution's grammar. */
const [segmentStart, name, dot, underscore, underscores, dashes] = [0, 1, 2, 3, 4, 5]
const separators = '._-'

function nameAfter(before: number, letter: string): number | null {
  if (letter === '/') return before === name ? segmentStart : null
  if (letter === '.') return before === name ? dot : null
  if (letter === '_') return before === name ? underscore : before === underscore ? underscores : null
  if (letter === '-') return before === name || before === dashes ? dashes : null
  return name
}

type State = { positions: number[]; read: number; before: State | null; letter: string }

/**
 * Looks, shortest first, for a repository that `inner` means and none of `outers` does, through all states that the
 * automaton of all these patterns can be in. Decides exactly, for repositories as they can be called; only where the
 * budget ends before the states do nothing can be told.
 */
export function firstOutside(outers: readonly string[], inner: string, budget: Budget = patternBudget()): Outside {
  const automaton = automatonOf([inner, ...outers].map((text) => text.split(' ')))
  if (automaton.size > 60_000) return { kind: 'unknown' }
  const first = automaton.step(automaton.start, slash)
  const queue: State[] = [{ positions: first, read: segmentStart, before: null, letter: '' }]
  const seen = new Set<string>()
  for (const state of queue) {
    const verdict = judge(automaton, state.positions, outers.length)
    if (verdict === 'outside' && state.read === name) return { kind: 'found', repository: wordOf(state) }
    if (verdict === 'hopeless') continue
    for (const letter of lettersFrom(automaton, state.positions)) {
      const read = nameAfter(state.read, letter)
      if (read === null) continue
      budget.steps -= state.positions.length + 10
      if (budget.steps < 0) return { kind: 'unknown' }
      const positions = automaton.step(state.positions, letter.charCodeAt(0))
      const key = String.fromCharCode(read, ...positions)
      if (seen.has(key)) continue
      seen.add(key)
      queue.push({ positions, read, before: state, letter })
    }
  }
  return { kind: 'none' }
}

/** What one of the lists says of what was read: taken and excluded, and of what may follow. */
type Told = { in: Reach; out: Reach; mayExclude: boolean }
const [no, segment, all] = [0, 2, 3] as const
type Reach = 0 | 1 | 2 | 3
const reaches = { this: 1, segment, all } as const

/** Whether what was read is outside as it stands, or nothing that begins so can be. */
function judge(automaton: Automaton, positions: readonly number[], others: number): 'outside' | 'hopeless' | null {
  const [inner, ...outers] = told(automaton, positions, others + 1)
  const covered: Reach[] = [inner!.out, ...outers.map((each) => (each.mayExclude ? no : each.in))]
  if (covered.includes(all)) return 'hopeless'
  const inSegment = covered.includes(segment)
  const leads = (position: number) => !inSegment || automaton.goesOn(position)
  if (!positions.some((position) => isIncluding(automaton, position) && leads(position))) return 'hopeless'
  const isOutside = inner!.in && !inner!.out && !outers.some((each) => each.in && !each.out)
  return isOutside ? 'outside' : null
}

function told({ owner, takes }: Automaton, positions: readonly number[], count: number): Told[] {
  const lists = Array.from({ length: count }, (): Told => ({ in: no, out: no, mayExclude: false }))
  for (const position of positions) {
    const { list, excludes } = owner(position)
    const [one, taken] = [lists[list]!, takes(position)]
    if (excludes) one.mayExclude = true
    if (taken === null) continue
    const side = excludes ? 'out' : 'in'
    one[side] = Math.max(one[side], reaches[taken]) as Reach
  }
  return lists
}

const isIncluding = ({ owner }: Automaton, position: number): boolean => {
  const { list, excludes } = owner(position)
  return list === 0 && !excludes
}

const alphanumeric = [...'abcdefghijklmnopqrstuvwxyz0123456789']

/** The letters that lead on: of those that no pattern names here one is as good as any other. */
function lettersFrom(automaton: Automaton, positions: readonly number[]): string[] {
  const [named, leading] = [new Set<string>(), new Set<string>()]
  let anything = false
  for (const position of positions) {
    const awaited = automaton.awaits(position)
    const leads = isIncluding(automaton, position)
    if (typeof awaited === 'number') (leads ? leading : named).add(String.fromCharCode(awaited))
    else if (leads && awaited !== null) {
      anything = true
      if (awaited === 'any') leading.add('/')
    }
  }
  if (!anything) return [...leading]
  const all = new Set([...leading, ...named, ...separators])
  const other = alphanumeric.find((letter) => !all.has(letter))
  if (!leading.has('/')) all.delete('/')
  return other === undefined ? [...all] : [other, ...all]
}

function wordOf(state: State): string {
  let [word, at]: [string, State | null] = ['', state]
  for (; at; at = at.before) word = at.letter + word
  return word
}
