import { expect, test } from 'vitest'
import { changedMeanwhile, mergedList } from './changed-meanwhile'

const sides = (seen: unknown, typed: unknown, stored: unknown, now?: string) => ({
  ...{ label: 'x', seen, typed, stored, now },
})

test('a field is told that somebody else has changed, and whether it was typed in as well', () => {
  const told = (...fields: ReturnType<typeof sides>[]) => changedMeanwhile(fields)
  expect(told(sides('a', 'a', 'b', 'b'))).toEqual([{ label: 'x', now: 'b', mine: false }])
  expect(told(sides('a', 'c', 'b'))).toEqual([{ label: 'x', mine: true }])
  expect(told(sides(['p'], ['p', 'q'], []))).toEqual([{ label: 'x', mine: true }])
  expect(told(sides('a', 'c', 'a'), sides('a', 'b', 'b'), sides(['p'], ['p'], ['p']))).toEqual([])
})

test('two changes of a list come together, and what one of them took away stays away', () => {
  expect(mergedList(['pull', 'push'], ['pull', 'push', 'tag'], ['pull'])).toEqual(['pull', 'tag'])
  expect(mergedList(['pull', 'push'], ['pull'], ['pull', 'push', 'tag'])).toEqual(['pull', 'tag'])
  expect(mergedList(['pull'], ['pull', 'tag'], ['pull', 'tag'])).toEqual(['pull', 'tag'])
})
