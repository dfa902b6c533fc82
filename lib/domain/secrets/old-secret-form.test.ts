import { describe, expect, test } from 'vitest'
import { endOf, typedEnd, type TypedEnd } from './old-secret-form'

const now = new Date('2026-03-10T12:00:00Z')
const zone = 'Europe/Berlin'
const of = (typed: Partial<TypedEnd>) => endOf({ ...typedEnd(0), ...typed }, now, zone)

test.each([
  [0, { kind: 'at-once' }],
  [1, { kind: 'after-first-use', hours: 1 }],
  [168, { kind: 'after-first-use', hours: 168 }],
  [5, { kind: 'after-first-use', hours: 5 }],
])('a setting of %d hours begins with that', (hours, end) => expect(endOf(typedEnd(hours), now, zone)).toEqual({ end }))

describe('hours that are typed', () => {
  const typed = (typedHours: string) => of({ kind: 'after-first-use', hours: 'other', typedHours })
  test.each([' 1 ', '720'])('%j', (text) => {
    expect(typed(text)).toEqual({ end: { kind: 'after-first-use', hours: Number(text) } })
  })
  test.each(['', '0', '721', '-1', '1.5', '1e2', 'x'])('%j are none', (text) => {
    expect(typed(text)).toEqual({ fault: 'hours' })
  })
})

describe('a time that is typed', () => {
  const typed = (at: string) => of({ kind: 'at', at })
  test('is that of the user’s clocks', () => {
    expect(typed('2026-03-11T09:30')).toEqual({ end: { kind: 'at', at: '2026-03-11T08:30:00.000Z' } })
    // Clocks have changed by then.
    expect(typed('2026-04-01T09:30')).toEqual({ end: { kind: 'at', at: '2026-04-01T07:30:00.000Z' } })
  })
  test.each([
    ['', 'time'],
    ['2026-02-30T10:00', 'time'],
    ['2026-03-10T13:00', 'past'],
    ['2026-04-09T14:01', 'far'],
  ])('%j is none: %s', (at, fault) => expect(typed(at)).toEqual({ fault }))
  test('thirty days are not too far', () => expect(typed('2026-04-09T14:00')).toHaveProperty('end'))
})
