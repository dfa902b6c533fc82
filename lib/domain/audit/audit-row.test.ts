import { expect, test } from 'vitest'
import { auditChanges, boundedTexts } from './audit-row'

const json = JSON.stringify

test.each([
  ['a change', json({ a: 1, b: 2 }), json({ a: 1, b: 3 }), [{ field: 'b', before: 2, after: 3 }]],
  ['nothing changed', json({ a: [1], b: null }), json({ a: [1], b: null }), []],
  [
    'a list',
    json({ a: ['x'] }),
    json({ a: ['x', 'y'] }),
    [{ field: 'a', before: { items: [], kept: 1 }, after: { items: ['y'], kept: 1 } }],
  ],
  ['a creation', null, json({ a: null }), [{ field: 'a', before: undefined, after: null }]],
  ['a deletion', json({ a: false }), null, [{ field: 'a', before: false, after: undefined }]],
  ['a field that came', json({}), json({ a: '' }), [{ field: 'a', before: undefined, after: '' }]],
  ['nothing', null, null, []],
  ['what is no JSON', '{', json({ a: 1 }), [{ field: 'a', before: undefined, after: 1 }]],
  ['what is no object', '[1]', '"text"', []],
])('%s', (_, before, after, expected) => {
  expect(auditChanges(before, after)).toEqual(expected)
})

test('an event of today says the same as when it was written', () => {
  const [before, after] = [json({ a: { items: ['x'], kept: 1 } }), json({ a: { items: ['y'], kept: 1, more: 3 } })]
  expect(auditChanges(before, after)).toEqual([
    { field: 'a', before: { items: ['x'], kept: 1 }, after: { items: ['y'], kept: 1, more: 3 } },
  ])
})

test('an event is sent as it is written, unless it is huge', () => {
  const small = { before: json({ a: 'x'.repeat(3_000), b: 1 }), after: json({ a: 'y', b: 1 }), id: 1 }
  expect(boundedTexts(small)).toBe(small)
  const projects = Array.from({ length: 5_000 }, (_, index) => `project-${index}`).join(', ')
  const huge = {
    before: json({ a: [`${projects}: pull`], b: 1 }),
    after: json({ a: [`${projects}: push`], b: 1 }),
    id: 1,
  }
  const { before, after } = boundedTexts(huge)
  expect(before!.length + after!.length).toBeLessThan(21_000)
  expect([before, after].join('')).not.toContain('"b"')
  expect(boundedTexts({ before: null, after: 'x'.repeat(40_000) })).toEqual({ before: null, after: null })
})
