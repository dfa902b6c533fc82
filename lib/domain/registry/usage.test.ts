import { expect, test } from 'vitest'
import { dayOf, daysUpTo, fillDays, totalOf } from './usage'

const at = (text: string): number => Date.parse(text) / 1000

test.each([
  ['2026-03-01T00:00:00Z', '2026-03-01'],
  ['2026-02-28T23:59:59Z', '2026-02-28'],
  ['2026-03-01T01:00:00+02:00', '2026-02-28'],
])('%s is a moment of %s', (moment, day) => expect(dayOf(at(moment))).toBe(day))

test('days end with today and go over the end of a month', () => {
  expect(daysUpTo(at('2028-03-01T23:59:59Z'), 3)).toEqual(['2028-02-28', '2028-02-29', '2028-03-01'])
  expect(daysUpTo(at('2026-03-31T00:00:00Z'), 30)).toHaveLength(30)
})

test('days without a count are there', () => {
  const counted = [
    { day: '2026-03-02', pulls: 2, pushes: 1, deletes: 0 },
    { day: '2020-01-01', pulls: 9, pushes: 9, deletes: 9 },
  ]
  const filled = fillDays(['2026-03-01', '2026-03-02'], counted)
  expect(filled).toEqual([{ day: '2026-03-01', pulls: 0, pushes: 0, deletes: 0 }, counted[0]])
  expect(totalOf(filled)).toEqual({ pulls: 2, pushes: 1, deletes: 0 })
  expect(totalOf([])).toEqual({ pulls: 0, pushes: 0, deletes: 0 })
})
