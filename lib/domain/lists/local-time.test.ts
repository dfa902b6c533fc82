import { expect, test } from 'vitest'
import { isLocalTime, localToInstant } from './local-time'

test.each([
  ['2026-03-01T14:30', 'UTC', '2026-03-01T14:30:00.000Z'],
  ['2026-03-01T14:30', 'Europe/Berlin', '2026-03-01T13:30:00.000Z'],
  ['2026-07-01T00:00', 'Europe/Berlin', '2026-06-30T22:00:00.000Z'],
  ['2026-03-01T14:30', 'Asia/Kolkata', '2026-03-01T09:00:00.000Z'],
  ['2026-12-31T23:59', 'Pacific/Kiritimati', '2026-12-31T09:59:00.000Z'],
  ['2026-01-01T00:00', 'Pacific/Pago_Pago', '2026-01-01T11:00:00.000Z'],
  ['2024-02-29T12:00', 'America/New_York', '2024-02-29T17:00:00.000Z'],
  // The clocks go back: 02:30 is there twice.
  ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
  ['2026-10-25T03:30', 'Europe/Berlin', '2026-10-25T02:30:00.000Z'],
  // The clocks go forward: 02:30 is not there.
  ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
  ['2026-03-29T03:00', 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
])('%s in %s is %s', (text, zone, expected) => {
  expect(localToInstant(text, zone)?.toISOString()).toBe(expected)
})

test.each(['', '2026-02-30T00:00', '2026-03-01', '2026-03-01T24:00', '2026-03-01T14:30Z', '0000-01-01T00:00', 'now'])(
  '%j is no time',
  (text) => {
    expect(isLocalTime(text)).toBe(false)
    expect(localToInstant(text, 'UTC')).toBeNull()
  },
)
