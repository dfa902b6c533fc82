import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { setClock } from '../clock'
import { beginGuess, countMistake, guessOf } from './guess-limits'
import { LeakyBuckets } from './leaky-buckets'
import { rememberSuccess, type Attempt } from './succeeded-places'
import { forgetGuesses } from '../testing/forget-guesses'
import { stopClock } from '../testing/stop-clock'

let pass: (seconds: number) => void
beforeEach(async () => {
  await forgetGuesses()
  pass = stopClock()
})
afterEach(() => setClock())

/** One guess; whether its secret would be looked at. */
function guess(attempt: Attempt): boolean {
  try {
    beginGuess(attempt)
    return true
  } catch {
    return false
  }
}
const looked = (attempts: Attempt[]): number => attempts.filter(guess).length
const waitOf = (attempt: Attempt): number => {
  try {
    guessOf(attempt).refuseIfTooMany()
    return 0
  } catch (error) {
    return (error as { retryAfterSeconds: number }).retryAfterSeconds
  }
}
const many = <Value>(count: number, make: (at: number) => Value): Value[] =>
  Array.from({ length: count }, (_, i) => make(i))
const ipv4 = (number: number): string => `198.51.${number >> 8}.${number & 255}`
const ann = (address: string): Attempt => ({ kind: 'user', name: 'ann', address })
const ci = (address: string): Attempt => ({ kind: 'robot', name: 'robot$ci', address })

describe('a name has a ceiling over all places', () => {
  test.each([
    ['a person', ann, 100, 36],
    ['a robot', ci, 300, 12],
  ])('%s', (_, who, ceiling, seconds) => {
    expect(looked(many(1_000, (place) => who(ipv4(place))))).toBe(ceiling)
    // In an hour as many again, however many places there are.
    let later = 0
    for (let minute = 0; minute < 60; minute++) {
      pass(60)
      later += looked(many(100, (place) => who(ipv4(2_000 + minute * 100 + place))))
    }
    expect(later).toBe(ceiling)
    expect(waitOf(who('203.0.113.1'))).toBeLessThanOrEqual(seconds)
    expect(waitOf(who('203.0.113.1'))).toBeGreaterThan(0)
    expect(waitOf({ ...who('203.0.113.1'), name: 'somebody-else' })).toBe(0)
  })

  test('which does not hold where the secret was right before', () => {
    rememberSuccess(ann('203.0.113.7'))
    looked(many(1_000, (place) => ann(ipv4(place))))
    expect(waitOf(ann('203.0.113.8'))).toBeGreaterThan(0)
    expect(waitOf(ann('203.0.113.7'))).toBe(0)
    expect(looked(many(10, () => ann('203.0.113.7')))).toBe(5)
    pass(31 * 86_400)
    looked(many(1_000, (place) => ann(ipv4(place))))
    expect(waitOf(ann('203.0.113.7'))).toBeGreaterThan(0)
  })

  test('and who was right at very many places makes nobody else’s forgotten', () => {
    rememberSuccess(ann('203.0.113.7'))
    for (const place of many(50_001, ipv4)) rememberSuccess({ ...ann(place), name: 'eve' })
    looked(many(101, (place) => ann(ipv4(place))))
    expect(waitOf(ann('203.0.113.8'))).toBeGreaterThan(0)
    expect(waitOf(ann('203.0.113.7'))).toBe(0)
  })

  test('and what fails where it was right before is not counted', () => {
    for (const place of many(100, ipv4)) rememberSuccess(ann(place))
    expect(looked(many(500, (at) => ann(ipv4(at % 100))))).toBe(500)
    expect(waitOf(ann('203.0.113.1'))).toBe(0)
  })

  test('which no single site can use up', () => {
    for (let minute = 0; minute < 600; minute++) {
      looked(many(50, (place) => ci(`2001:db8:1:${place.toString(16)}::1`)))
      looked(many(50, () => ci('198.51.100.1')))
      pass(60)
    }
    expect(waitOf(ci('203.0.113.1'))).toBe(0)
  })

  test('and ends seconds after the failures do', () => {
    looked(many(1_000, (place) => ci(ipv4(place))))
    pass(12)
    const [one, other] = [ci('203.0.113.1'), ci('203.0.113.2')]
    expect(waitOf(one)).toBe(0)
    const guess = beginGuess(one)
    expect(waitOf(other)).toBeGreaterThan(0)
    guess.takeBack()
    expect(waitOf(other)).toBe(0)
  })
})

describe('places', () => {
  test('a /48 has a ceiling beside those of its networks', () => {
    const wander = (i: number): Attempt => ({
      kind: 'user',
      name: `nobody-${i}`,
      address: `2001:db8:2:${i.toString(16)}::1`,
    })
    expect(looked(many(1_000, wander))).toBe(200)
    expect(waitOf({ ...wander(0), address: '2001:db8:3::1' })).toBe(0)
    expect(looked(many(1_000, (i) => ({ ...wander(i), address: '203.0.113.1' })))).toBe(50)
  })

  test('an address is the same however it is spelled', () => {
    const spellings = ['77.4.4.4', '::ffff:77.4.4.4', '::FFFF:4D04:404', '0:0:0:0:0:ffff:4d04:0404']
    expect(looked(many(40, (i) => ann(spellings[i % 4]!)))).toBe(5)
    const inOneNetwork = ['2001:db8:5:5::1', '2001:DB8:5:5:a::5.6.7.8', '2001:0db8:0005:5::%eth0', '2001:db8:5:5:b::']
    expect(looked(many(40, (i) => ann(inOneNetwork[i % 4]!)))).toBe(5)
  })

  test('a job with an outdated secret that nobody can guess uses up nothing but its own place', () => {
    for (let i = 0; i < 1_000; i++) {
      try {
        countMistake(ci(ipv4(i % 200)))
      } catch {
        // One too many at this place.
      }
    }
    expect(waitOf(ci('203.0.113.1'))).toBe(0)
    expect(waitOf(ci(ipv4(1)))).toBe(0)
  })
})

describe('LeakyBuckets', () => {
  test('leak evenly, and hold no more than they can', () => {
    const buckets = new LeakyBuckets({ points: 10, seconds: 100 })
    for (let i = 0; i < 50; i++) buckets.add('a')
    expect(buckets.secondsToWait('a')).toBe(10)
    pass(95)
    expect(buckets.secondsToWait('a')).toBe(0)
    for (let i = 0; i < 9; i++) buckets.add('a')
    expect(buckets.secondsToWait('a')).toBe(5)
    pass(-1_000)
    expect(buckets.secondsToWait('a')).toBe(5)
    // And what was counted leaks from then on, not only when the clock is where it was.
    pass(2.5)
    expect(buckets.secondsToWait('a')).toBe(3)
    buckets.takeBack('a')
    expect(buckets.secondsToWait('a')).toBe(0)
    buckets.empty('a')
    buckets.takeBack('a')
    for (let i = 0; i < 10; i++) buckets.add('a')
    expect(buckets.secondsToWait('a')).toBe(10)
  })

  test('are bounded: what has leaked goes first, then what has been there longest', () => {
    const buckets = new LeakyBuckets({ points: 1, seconds: 60 })
    buckets.add('leaked')
    pass(61)
    buckets.add('old')
    for (let i = 0; i < 49_999; i++) buckets.add(`new-${i}`)
    expect(buckets.secondsToWait('old')).toBe(60)
    buckets.add('one more')
    expect(buckets.secondsToWait('old')).toBe(0)
    expect(buckets.secondsToWait('new-0')).toBe(60)
  })
})
