import { describe, expect, test } from 'vitest'
import { loginName } from '../robots/robot-name'
import {
  areAmbiguous,
  formerAfter,
  graceEnd,
  livePrefixes,
  maxFormerPrefixes,
  parseFormerPrefixes,
  readRobotName,
  type FormerPrefix,
} from './robot-prefixes'

const until = 1_000
const former = (...prefixes: string[]): FormerPrefix[] => prefixes.map((prefix) => ({ prefix, until }))

describe('what a full name means', () => {
  test.each([
    // Full name, present, former ones; prefix and login.
    ['robot$ci', 'robot$', [], 'robot$', 'ci'],
    ['robot$ci', 'robot-', ['robot$'], 'robot$', 'ci'],
    ['robot-ci', 'robot-', ['robot$'], 'robot-', 'ci'],
    // The one is a beginning of the other: what follows it cannot begin a name.
    ['robot$ci', 'robot', ['robot$'], 'robot$', 'ci'],
    ['robotci', 'robot', ['robot$'], 'robot', 'ci'],
    ['robot$ci', 'robot$', ['robot'], 'robot$', 'ci'],
    ['robotci', 'robot$', ['robot'], 'robot', 'ci'],
    ['robot$$lib+ci', 'x', ['robot', 'robot$', 'robot$$'], 'robot$$', 'lib+ci'],
    // Ambiguous, as only the environment can make it: the present one is meant.
    ['robot', 'r', ['ro'], 'r', 'obot'],
    // Nobody's name, but a robot's: no user's password is compared with it.
    ['robot$Upper', 'robot-', ['robot$'], 'robot$', 'Upper'],
    ['robot$', 'robot', ['x'], 'robot', '$'],
  ])('%s under %s, before that %j', (username, present, before, prefix, login) => {
    expect(readRobotName(username, present, former(...before))).toEqual({ prefix, login })
  })

  test.each([
    ['robot$', 'robot$', []],
    ['robot$', 'bot-', ['robot$']],
    ['Robot$ci', 'robot$', ['bot-']],
    ['admin', 'robot$', ['bot-']],
    ['', 'robot$', ['bot-']],
  ])('%j is no robot under %s, before that %j', (username, present, before) => {
    expect(readRobotName(username, present, former(...before))).toBeNull()
  })
})

describe('prefixes of which one is a beginning of the other', () => {
  test.each([
    ['robot$', 'robot', false],
    ['robot$', 'robot$$', false],
    ['robot-', 'robot', false],
    ['robot$', 'robot$', false],
    ['robot$', 'bot', false],
    ['r', 'ro', true],
    ['robot$', 'robot$ci-', true],
    ['robot$', 'robot$7', true],
    ['robot$', 'robot$Ci', false],
  ])('%s and %s can be taken for each other: %s', (one, other, expected) => {
    expect([areAmbiguous(one, other), areAmbiguous(other, one)]).toEqual([expected, expected])
  })

  test('a full name means the robot it was made from, whatever prefixes were taken one after the other', () => {
    const next = randomNumbers(7)
    const pick = <Item>(items: readonly Item[]) => items[next(items.length)]!
    const prefixOf = () => Array.from({ length: 1 + next(3) }, () => pick(['a', 'b', '0', '$', '-', '+', 'A'])).join('')
    const nameOf = () => Array.from({ length: 1 + next(4) }, () => pick(['a', 'b', '0'])).join(pick(['', '-', '.']))
    let [present, list, refused] = [prefixOf(), [] as FormerPrefix[], 0]
    for (let round = 0; round < 4_000; round++) {
      const to = prefixOf()
      const after = formerAfter(list, { from: present, to, days: next(4) === 0 ? undefined : 1, now: round })
      if ('fault' in after) {
        refused++
        list = list.slice(0, next(maxFormerPrefixes))
      } else if (to !== present) [present, list] = [to, after.former]
      const robots = Array.from({ length: 3 }, () => loginName(next(2) ? nameOf() : null, nameOf()))
      const meanings = new Map<string, string>()
      for (const login of robots) {
        for (const prefix of [present, ...list.map((each) => each.prefix)]) {
          expect(readRobotName(prefix + login, present, list)).toEqual({ prefix, login })
          expect(meanings.get(prefix + login) ?? login).toBe(login)
          meanings.set(prefix + login, login)
        }
      }
    }
    expect(refused).toBeGreaterThan(100)
    expect(refused).toBeLessThan(3_000)
  })
})

describe('a changed prefix', () => {
  const now = 5_000
  const change = (list: FormerPrefix[], from: string, to: string, days?: number) =>
    formerAfter(list, { from, to, days, now })

  test('goes on for the days of its grace, or not at all', () => {
    expect(change([], 'robot$', 'robot-', 7)).toEqual({ former: [{ prefix: 'robot$', until: graceEnd(now, 7) }] })
    expect(change([], 'robot$', 'robot-')).toEqual({ former: [] })
  })

  test('leaves those before it their time, and forgets those that have ended', () => {
    const list = [
      { prefix: 'one$', until: 6_000 },
      { prefix: 'two$', until: now },
    ]
    expect(change(list, 'robot$', 'robot-')).toEqual({ former: [list[0]] })
  })

  test('back to one of before: that is the present one again', () => {
    const list = [{ prefix: 'robot$', until: 6_000 }]
    expect(change(list, 'robot-', 'robot$', 1)).toEqual({ former: [{ prefix: 'robot-', until: graceEnd(now, 1) }] })
    expect(change(list, 'robot-', 'robot$')).toEqual({ former: [] })
  })

  test('is refused where a name could be read in two ways, or too many go on', () => {
    expect(change([], 'robot$', 'robot$ci', 1)).toEqual({ fault: 'ambiguous', prefix: 'robot$' })
    expect(change([], 'robot$', 'robot$ci')).toEqual({ former: [] })
    const five = Array.from({ length: 5 }, (_, index) => ({ prefix: `${index}$`, until: 9_000 }))
    expect(change(five, 'robot$', 'robot-', 1)).toEqual({ fault: 'too-many' })
    expect(change(five, 'robot$', 'robot-')).toEqual({ former: five })
    expect(change(five, 'robot$', '3', 1)).toEqual({ fault: 'too-many' })
  })

  test('ends at the moment that was said', () => {
    const list = [{ prefix: 'robot$', until: 6_000 }]
    expect([livePrefixes(list, 5_999), livePrefixes(list, 6_000)]).toEqual([list, []])
  })
})

test.each([
  ['nothing', undefined],
  ['no JSON', '[{'],
  ['another shape', '{"prefix":"a"}'],
  ['a prefix that no rule allows', '[{"prefix":"a b","until":5}]'],
  ['no prefix', '[{"prefix":"","until":5}]'],
  ['no end', '[{"prefix":"a$","until":null}]'],
  ['too many', JSON.stringify(former('1$', '2$', '3$', '4$', '5$', '6$'))],
])('stored is %s: there is no former prefix', (_, text) => {
  expect(parseFormerPrefixes(text)).toEqual([])
})

/** The same ones for the same seed, from 0 to below `max`. */
function randomNumbers(seed: number) {
  let state = seed
  return (max: number): number => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return Math.floor((state / 4_294_967_296) * max)
  }
}
