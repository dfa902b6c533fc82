import { expect, test } from 'vitest'
import { bars, chart } from './activity-bars'

const day = (pulls: number, pushes = 0, deletes = 0) => ({ day: '2026-03-01', pulls, pushes, deletes })

test.each([
  [0, 1],
  [1, 1],
  [2, 2],
  [3, 3],
  [7, 8],
  [10, 10],
  [12, 15],
  [16, 20],
  [4_001, 5_000],
])('%i of a day stand below a line of %i', (count, top) => expect(bars([day(0), day(count)]).top).toBe(top))

test('a bar reaches the line, stands on the axis and is stacked without gaps', () => {
  const [stack] = bars([day(5, 3, 2)]).stacks
  const [pulls, pushes, deletes] = stack!.parts
  expect(pulls!.y + pulls!.height).toBeCloseTo(chart.bottom)
  expect(pushes!.y + pushes!.height).toBeCloseTo(pulls!.y)
  expect(deletes!.y).toBeCloseTo(chart.top)
})

test('nothing is no bar, and one among thousands is still seen', () => {
  const { stacks } = bars([day(0), day(1), day(9_000)])
  expect(stacks.map(({ parts }) => parts.length)).toEqual([0, 1, 1])
  expect(stacks[1]!.parts[0]!.height).toBe(2)
})
