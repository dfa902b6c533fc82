import { expect, test } from 'vitest'
import { auditChanges, listDifference } from './audit-row'

const json = JSON.stringify

test.each([
  ['a change', json({ a: 1, b: 2 }), json({ a: 1, b: 3 }), [{ field: 'b', before: 2, after: 3 }]],
  ['nothing changed', json({ a: [1], b: null }), json({ a: [1], b: null }), []],
  ['a list', json({ a: ['x'] }), json({ a: ['x', 'y'] }), [{ field: 'a', before: ['x'], after: ['x', 'y'] }]],
  ['a creation', null, json({ a: null }), [{ field: 'a', before: undefined, after: null }]],
  ['a deletion', json({ a: false }), null, [{ field: 'a', before: false, after: undefined }]],
  ['a field that came', json({}), json({ a: '' }), [{ field: 'a', before: undefined, after: '' }]],
  ['nothing', null, null, []],
  ['what is no JSON', '{', json({ a: 1 }), [{ field: 'a', before: undefined, after: 1 }]],
  ['what is no object', '[1]', '"text"', []],
])('%s', (_, before, after, expected) => {
  expect(auditChanges(before, after)).toEqual(expected)
})

test('what a list lost, gained and kept', () => {
  expect(listDifference(['a', 'b'], ['b', 'c'])).toEqual({ removed: ['a'], added: ['c'], kept: ['b'] })
})
