import { describe, expect, test } from 'vitest'
import {
  dayOf,
  daysUntilDay,
  durationFromNow,
  endOf,
  expiresAtFor,
  expiryDate,
  isExpired,
  maxDurationDays,
  remaining,
} from './expiry'

const at = (text: string) => new Date(text)
const seconds = (text: string) => Date.parse(text) / 1000
const day = 86_400

describe('the moment a robot expires', () => {
  test.each([
    ['2026-01-01T00:00:00Z', 1, '2026-01-02T00:00:00Z'],
    ['2024-02-28T12:00:00Z', 1, '2024-02-29T12:00:00Z'],
    // A day is 24 hours, also over a change to summer time somewhere.
    ['2026-03-28T12:00:00Z', 2, '2026-03-30T12:00:00Z'],
    ['2037-12-31T00:00:00Z', 30, '2038-01-30T00:00:00Z'],
  ])('%s + %i days is %s', (created, days, expires) => {
    expect(expiresAtFor(at(created), days)).toBe(seconds(expires))
  })

  test('-1 is never; the longest duration is exact and beyond dates', () => {
    expect(expiresAtFor(at('2026-01-01T00:00:00Z'), -1)).toBeNull()
    const longest = expiresAtFor(new Date(0), maxDurationDays)!
    expect(longest).toBe(maxDurationDays * day)
    expect(Number.isSafeInteger(longest)).toBe(true)
    expect(expiryDate(longest)).toBeNull()
    expect(expiryDate(day)).toEqual(new Date(day * 1000))
  })

  test.each([
    [100, 99, false],
    [100, 100, true],
    [100, 101, true],
    [null, 100, false],
  ])('%s is expired at %i: %s', (expiresAt, now, expired) => {
    expect(isExpired(expiresAt, now)).toBe(expired)
  })
})

test.each([
  [null, { kind: 'never' }],
  [1000, { kind: 'expired' }],
  [1000 + 59, { kind: 'left', days: 0, hours: 0, minutes: 0, soon: true }],
  [1000 + 7 * day, { kind: 'left', days: 7, hours: 0, minutes: 0, soon: false }],
  [1000 + 7 * day - 1, { kind: 'left', days: 6, hours: 23, minutes: 59, soon: true }],
  [1000 + 77 * day + 23 * 3600 + 59 * 60, { kind: 'left', days: 77, hours: 23, minutes: 59, soon: false }],
])('what is left of %s at 1000', (expiresAt, left) => {
  expect(remaining(expiresAt, 1000)).toEqual(left)
})

test('a robot that keeps its duration keeps its end, also where that was counted anew', () => {
  const [createdAt, end] = ['2026-01-01T00:00:00Z', seconds('2026-03-01T00:00:00Z')]
  const robot = { createdAt, durationDays: 30, expiresAt: end }
  expect([endOf(robot, 30), endOf(robot, 90), endOf(robot, -1)]).toEqual([end, seconds('2026-04-01T00:00:00Z'), null])
})

test('counted from now, a duration reaches at least as far as asked', () => {
  const created = at('2026-01-01T00:00:00Z')
  const now = at('2026-01-11T06:00:00Z')
  const days = durationFromNow(created, now, 30)
  expect(days).toBe(41)
  expect(expiresAtFor(created, days)! - now.getTime() / 1000).toBeGreaterThanOrEqual(30 * day)
  expect(durationFromNow(created, now, -1)).toBe(-1)
})

test.each([
  // The day is the one that the reader's calendar shows.
  ['2026-11-26T23:30:00Z', 'UTC', '2026-11-26', '2026-12-26', 30],
  ['2026-11-26T23:30:00Z', 'Europe/Berlin', '2026-11-27', '2026-12-27', 30],
  ['2026-11-26T03:00:00Z', 'America/New_York', '2026-11-25', '2026-11-25', 0],
  // Over a change of the clock, too.
  ['2026-03-28T12:00:00Z', 'Europe/Berlin', '2026-03-28', '2026-04-01', 4],
  ['2026-11-26T12:00:00Z', 'UTC', '2026-11-26', '', NaN],
])('%s in %s is %s, and ends on %s after %d days', (created, zone, day, end, days) => {
  expect(dayOf(at(created), zone)).toBe(day)
  expect(daysUntilDay(at(created), end, zone)).toBe(days)
})
