import { describe, expect, test } from 'vitest'
import { rotationVerdict, type JudgedSecret } from './rotation-verdict'

const now = Date.parse('2026-03-10T12:00:00Z') / 1000
const [minute, hour, day] = [60, 3_600, 86_400]
const use = (ago: number) => ({ at: now - ago, address: '10.0.0.7', client: 'containerd' })
const secret = (firstUse: number | null, lastUse: number | null, state: JudgedSecret['state'] = 'live') => ({
  state,
  firstUse: firstUse === null ? null : new Date((now - firstUse) * 1000 + 400).toISOString(),
  lastUse: lastUse === null ? null : use(lastUse),
})

describe('of two live secrets', () => {
  test.each([
    ['nothing used yet', secret(null, null), secret(null, null), 'unused', null],
    ['only the old one', secret(null, null), secret(9 * day, minute), 'unused', minute],
    [
      'the old one, and then only the new one, days ago',
      secret(2 * day, hour),
      secret(9 * day, 3 * day),
      'safe',
      3 * day,
    ],
    [
      'the new one from today on, the old one long before',
      secret(hour, minute),
      secret(9 * day, 3 * day),
      'safe',
      3 * day,
    ],
    ['only the new one', secret(hour, minute), secret(null, null), 'safe', null],
    ['the old one until just before', secret(hour, minute), secret(9 * day, 2 * hour), 'resting', 2 * hour],
    ['the old one until a day ago less a second', secret(hour, 0), secret(null, day - 1), 'resting', day - 1],
    ['the old one until a day ago', secret(hour, 0), secret(null, day), 'safe', day],
    ['both', secret(hour, minute), secret(9 * day, 4 * minute), 'used', 4 * minute],
    ['both in the same second', secret(hour, minute), secret(9 * day, hour), 'used', hour],
    ['the old one once more, a day ago', secret(3 * day, minute), secret(9 * day, day), 'late', day],
    ['the old one by a clock that is ahead', secret(hour, minute), secret(9 * day, -minute), 'used', -minute],
  ] as const)('%s', (_, newer, older, kind, ago) => {
    const expected = { kind, use: ago === null ? null : use(ago) }
    expect(rotationVerdict([newer, { ...older, state: 'retiring' }], null, now)).toEqual(expected)
    // What has ended tells nothing.
    expect(rotationVerdict([newer, secret(hour, 0, 'ended'), older], null, now)).toEqual(expected)
  })
})

test.each(['disabled', 'expired'] as const)('of a robot that is %s nothing is called used or safe', (held) => {
  const verdict = (older: JudgedSecret) => rotationVerdict([secret(3 * day, hour), older], held, now)
  expect(verdict(secret(9 * day, 4 * minute))).toEqual({ kind: held, use: use(4 * minute) })
  expect(verdict(secret(9 * day, 5 * day))).toEqual({ kind: held, use: use(5 * day) })
  expect(verdict(secret(null, null))).toEqual({ kind: held, use: null })
  expect(rotationVerdict([secret(hour, minute)], held, now)).toBeNull()
})

test.each([
  ['none', []],
  ['one', [secret(hour, minute)]],
  ['one, and one that has ended', [secret(hour, minute), secret(day, minute, 'ended')]],
])('of %s live there is nothing to say', (_, secrets) => expect(rotationVerdict(secrets, null, now)).toBeNull())
