import { expect, test } from 'vitest'
import { expiresAtFor, maxDurationDays, neverExpires } from './expiry'
import { durationToReturn, extendedDuration } from './extension'

const createdAt = '2026-01-01T12:00:00Z'
const now = new Date('2026-02-10T18:00:00Z')
const lasting = (days: number) => ({ createdAt, expiresAt: expiresAtFor(new Date(createdAt), days) })

test.each([
  // 40 days and 6 hours have passed: whole days are rounded up.
  ['from now', lasting(60), { days: 90, from: 'now' }, 131],
  ['from its end', lasting(60), { days: 90, from: 'end' }, 150],
  ['an expired one, from now', lasting(10), { days: 7, from: 'now' }, 48],
  ['an expired one, from its end', lasting(10), { days: 7, from: 'end' }, 17],
  ['one that ends later anyway', lasting(365), { days: 30, from: 'now' }, null],
  ['one that ends on that very day', lasting(71), { days: 30, from: 'now' }, null],
  ['one that never ends', lasting(-1), { days: 30, from: 'end' }, null],
  ['the longest there is', lasting(maxDurationDays), { days: 1, from: 'end' }, null],
  [
    'one whose end was cut short',
    { createdAt, expiresAt: Date.parse('2026-03-01T00:00:00Z') / 1000 },
    { days: 1, from: 'end' },
    60,
  ],
] as const)('%s', (_, robot, extension, duration) => {
  expect(extendedDuration(robot, extension, now)).toBe(duration)
})

test.each([
  ['the one that it has', { ...lasting(30), durationDays: 30 }, 30],
  ['where it never ends', { ...lasting(neverExpires), durationDays: neverExpires }, neverExpires],
  ['so many that it ends no earlier, where its days were counted anew', { ...lasting(50), durationDays: 30 }, 50],
  ['also where that was in the middle of a day', { ...counted('2026-02-20T13:00:00Z'), durationDays: 30 }, 51],
])('the duration that takes an extension back is %s', (_, robot, duration) => {
  expect(durationToReturn(robot)).toBe(duration)
})

function counted(end: string) {
  return { createdAt, expiresAt: Date.parse(end) / 1000 }
}
