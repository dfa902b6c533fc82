import { describe, expect, test } from 'vitest'
import { patternOracle } from '../testing/pattern-oracle'
import { firstOutside, patternBudget } from './pattern-inclusion'
import { includedInUnion, includes, matchesRepositories, maxPatternLength, parsePatterns } from './repository-patterns'

describe('a list of patterns', () => {
  test.each<[string, string[], string]>([
    ['one', ['apps/*'], 'apps/*'],
    ['sorted, without duplicates', ['base', 'apps/*', '!apps/internal/**', 'base'], '!apps/internal/** apps/* base'],
    ['every repository', ['**'], '**'],
    ['every repository and some of them', ['app', '**'], '**'],
    ['all but some', ['**', '!app'], '!app **'],
    ['stars within a segment', ['*-api', 'team-*/x*y*z'], '*-api team-*/x*y*z'],
    ['dots within a segment', ['a.b', '*.x', 'a..*'], '*.x a..* a.b'],
    ['as long as can be', ['a'.repeat(maxPatternLength)], 'a'.repeat(maxPatternLength)],
  ])('%s', (_, list, text) => expect(parsePatterns(list)).toEqual({ ok: text }))

  const many = (count: number) => Array.from({ length: count }, (_, index) => `a${index}`)
  test('holds fifty at most', () => {
    expect(parsePatterns(many(50))).toHaveProperty('ok')
    expect(parsePatterns(many(51))).toEqual({ fault: { reason: 'tooMany' } })
  })

  test.each<[string, string[]]>([
    ['noPatterns', []],
    ['empty', ['']],
    ['empty', ['app', '!']],
    ['tooLong', ['a'.repeat(maxPatternLength + 1)]],
    ['tooLong', ['!' + 'a'.repeat(maxPatternLength)]],
    ['blank', ['a b']],
    ['blank', [' a']],
    ['blank', ['a\n']],
    ['blank', ['a\u00a0b']],
    ['upperCase', ['App']],
    ['upperCase', ['É']],
    ['characters', ['a\0b']],
    ['characters', ['é']],
    ['characters', ['a:b']],
    ['characters', ['a]b']],
    ['characters', ['a;b']],
    ['characters', ['a,b']],
    ['characters', ['a+b']],
    ['characters', ['a?']],
    ['characters', ['[ab]']],
    ['characters', ['a\\b']],
    ['characters', ['!!a']],
    ['characters', ['a!b']],
    ['slashes', ['/']],
    ['slashes', ['/a']],
    ['slashes', ['a/']],
    ['slashes', ['a//b']],
    ['slashes', ['!/a']],
    ['dots', ['..']],
    ['dots', ['.']],
    ['dots', ['a/../b']],
    ['dots', ['a/...']],
    ['doubleStar', ['a**']],
    ['doubleStar', ['**a/b']],
    ['doubleStar', ['a/***']],
    ['matchesNothing', ['!app']],
    ['matchesNothing', ['!app', '!base/**']],
    ['matchesNothing', ['apps/x', '!apps/**']],
    ['matchesNothing', ['apps', '!apps/**']],
    ['matchesNothing', ['apps/*', '!apps/*']],
    ['matchesNothing', ['**', '!**']],
    ['matchesNothing', ['**', '!*/**']],
    ['matchesNothing', ['*', '!*a*', '!*b*', ...[...'cdefghijklmnopqrstuvwxyz0123456789'].map((one) => `!*${one}*`)]],
    ['matchesNothing', ['-a']],
    ['matchesNothing', ['a..b']],
  ])('%s: %j', (reason, list) => {
    const parsed = parsePatterns(list)
    expect('fault' in parsed && parsed.fault.reason).toBe(reason)
  })

  test.each<[string, string, boolean]>([
    ['apps/*', 'apps/x', true],
    ['apps/*', 'apps', false],
    ['apps/*', 'apps/x/y', false],
    ['apps/**', 'apps', true],
    ['apps/**', 'apps/x/y', true],
    ['apps/**', 'appsx', false],
    ['**/app', 'app', true],
    ['**/app', 'a/b/app', true],
    ['**/app', 'a/b/happ', false],
    ['a/**/b', 'a/b', true],
    ['a/**/b', 'a/x/y/b', true],
    ['**', 'x', true],
    ['*', 'x', true],
    ['*', 'x/y', false],
    ['a*b', 'ab', true],
    ['a*a', 'a', false],
    ['a*b*c', 'abbc', true],
    ['base', 'base', true],
    ['base', 'based', false],
    ['!apps/internal/** apps/**', 'apps/internal', false],
    ['!apps/internal/** apps/**', 'apps/internal/x', false],
    ['!apps/internal/** apps/**', 'apps/internals', true],
    ['apps/** base', 'base', true],
    ['app', '', false],
    ['**', '', false],
    ['**', 'a//b', false],
    ['**', '/a', false],
    ['', 'a', false],
  ])('%s takes %s: %s', (text, repository, taken) => expect(matchesRepositories(text, repository)).toBe(taken))
})

/** Small and seeded: the same cases in every run. */
function seeded(seed: number) {
  let state = seed
  const next = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  return { next, of: <T>(items: readonly T[]): T => items[next(items.length)]! }
}

function patternFrom({ next, of }: ReturnType<typeof seeded>): string {
  const segment = () =>
    Array.from({ length: 1 + next(3) }, () => of([...'aab*']))
      .join('')
      .replace(/\*+/g, '*')
  return Array.from({ length: 1 + next(3) }, () => (next(4) === 0 ? '**' : segment())).join('/')
}

const listFrom = (random: ReturnType<typeof seeded>): string[] => [
  ...Array.from({ length: 1 + random.next(2) }, () => patternFrom(random)),
  ...Array.from({ length: random.next(2) }, () => '!' + patternFrom(random)),
]

/** All names of up to so many characters. */
function namesUpTo(length: number): string[] {
  let [names, layer] = [[] as string[], ['']]
  for (let each = 0; each < length; each++) {
    layer = layer
      .flatMap((name) => ['a', 'b', '/'].map((letter) => name + letter))
      .filter((name) => !/^\/|\/\//.test(name))
    names = [...names, ...layer.filter((name) => !name.endsWith('/'))]
  }
  return names
}

test('what patterns take is what an independent reading says, 100,000 times', () => {
  const [random, names] = [seeded(14), namesUpTo(7)]
  const mismatches: unknown[] = []
  for (let round = 0; round < 2_000; round++) {
    const list = listFrom(random)
    const takes = patternOracle(list)
    for (let each = 0; each < 50; each++) {
      const name = random.of(names)
      if (matchesRepositories(list.join(' '), name) !== takes(name)) mismatches.push([list, name])
    }
  }
  expect(mismatches).toEqual([])
})

test('inclusion is what enumeration says, 100,000 times', () => {
  const [random, names] = [seeded(15), namesUpTo(6)]
  const lists = Array.from({ length: 1_000 }, () => listFrom(random))
  const taken = lists.map((list) => {
    const takes = patternOracle(list)
    return names.map((name) => takes(name))
  })
  const mismatches: unknown[] = []
  const counts = { none: 0, found: 0, unknown: 0 }
  for (let round = 0; round < 100_000; round++) {
    const [inner, ...outers] = Array.from({ length: 2 + random.next(2) }, () => random.next(lists.length)) as [
      number,
      number,
    ]
    const result = firstOutside(
      outers.map((each) => lists[each]!.join(' ')),
      lists[inner]!.join(' '),
    )
    counts[result.kind]++
    const outside = (name: string) =>
      patternOracle(lists[inner]!)(name) && !outers.some((each) => patternOracle(lists[each]!)(name))
    const enumerated = names.some((_, at) => taken[inner]![at] && !outers.some((each) => taken[each]![at]))
    const right = result.kind === 'found' ? outside(result.repository) : result.kind === 'none' && !enumerated
    if (!right) mismatches.push([lists[inner], outers.map((each) => lists[each]), result])
  }
  expect(mismatches.slice(0, 5)).toEqual([])
  expect(counts.unknown).toBe(0)
})

test.each<[(string | undefined)[], string | undefined, boolean]>([
  [[undefined], undefined, true],
  [[undefined], 'apps/*', true],
  [['apps/*'], undefined, false],
  [['**/*'], undefined, true],
  [['* */**'], undefined, true],
  [['apps/**'], 'apps/*', true],
  [['apps/*'], 'apps/**', false],
  [['a* b*'], 'ab*', true],
  [['*', '*/**'], undefined, true],
  [['!a **', 'a'], undefined, true],
  [['!a **', '!b **'], undefined, true],
  [['!a **', '!a/** **'], undefined, false],
  [[], 'a', false],
])('%j include %s: %s', (outers, inner, included) => {
  expect(includedInUnion(outers, inner)).toBe(included)
  if (outers.length === 1) expect(includes(outers[0], inner)).toBe(included)
})

describe('hostile input costs little', () => {
  /** Far above what it takes, and far below what trying everything would. */
  const patienceMs = 500
  function costMs(work: () => unknown): number {
    const before = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1_000
  }
  const full = (pattern: string, ends = 'b') =>
    Array.from({ length: 50 }, (_, at) => `${pattern}${ends}${at}`).join(' ')

  test.each<[string, () => unknown]>([
    ['a pattern of 100 kB', () => parsePatterns(['*a'.repeat(50_000)])],
    ['a hundred thousand patterns', () => parsePatterns(Array.from({ length: 100_000 }, () => '*'))],
    ['a name of 100 kB', () => matchesRepositories('**/*a*a*a', 'a/'.repeat(50_000))],
    ['stars against a name that nearly fits', () => matchesRepositories(full('*a'.repeat(97)), 'a'.repeat(255))],
    ['runs of segments', () => matchesRepositories(full('**/a/'.repeat(39)), `${'a/'.repeat(127)}a`)],
    ['runs and stars', () => matchesRepositories(full(`**/${'*a*/'.repeat(48)}`), `${'a/'.repeat(127)}a`)],
    ['full lists that differ at their ends', () => includes(full('*a'.repeat(95)), full('*a'.repeat(95), 'c'))],
    ['what is far back in the path', () => includes(`**/a${'/*'.repeat(90)}`, `**/b${'/*'.repeat(90)}`)],
    ['which of many were seen', () => includes(full('*x*', '*/y'), '*/y*')],
    [
      'all that is included is nearly excluded',
      () => parsePatterns([`**/a${'/*'.repeat(90)}`, `!**/*a${'/*'.repeat(90)}`]),
    ],
  ])('%s', (_, work) => expect(costMs(work)).toBeLessThan(patienceMs))

  test('no more is looked at than the budget allows, and what is not told is not included', () => {
    const far = (letter: string) => `**/${letter}${'/*'.repeat(30)}`
    const budget = patternBudget()
    expect(includedInUnion([far('a'), far('b')], far('c'), budget)).toBe(false)
    expect(budget.steps).toBeLessThan(0)
    // Nothing is left for whatever else is asked in the same request.
    expect(includedInUnion(['a*'], 'ab*', budget)).toBe(false)
    expect(includedInUnion(['a*'], 'ab*')).toBe(true)
  })
})
