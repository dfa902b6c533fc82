import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { boundedFields, countFields, type AuditFields } from './audit-fields'

const names = (count: number, stem = 'p') => Array.from({ length: count }, (_, index) => `${stem}${index}`)

describe('boundedFields', () => {
  test.each<[string, AuditFields | null, AuditFields | null, AuditFields | null, AuditFields | null]>([
    ['what is equal goes', { a: 1, b: [], c: null }, { a: 2, b: [], c: null }, { a: 1 }, { a: 2 }],
    ['nothing changed', { a: ['x'], b: 'y' }, { a: ['x'], b: 'y' }, {}, {}],
    ['a list in another order', { a: ['x', 'y'] }, { a: ['y', 'x'] }, {}, {}],
    ['a field that came', {}, { a: '' }, {}, { a: '' }],
    [
      'of two lists their difference',
      { a: ['x', 'y', 'z'] },
      { a: ['y', 'n', 'z'] },
      { a: { items: ['x'], kept: 2 } },
      { a: { items: ['n'], kept: 2 } },
    ],
    ['a list that became none', { a: ['x'] }, { a: null }, { a: ['x'] }, { a: null }],
    ['one side', null, { a: ['x', 'y'], b: false }, null, { a: ['x', 'y'], b: false }],
    ['no side', null, null, null, null],
    ['the first hundred', null, { a: names(101) }, null, { a: { items: names(100), more: 1 } }],
    [
      'the first hundred of each side',
      { a: names(5_000) },
      { a: names(5_000, 'q') },
      { a: { items: names(100), more: 4_900, kept: 0 } },
      { a: { items: names(100, 'q'), more: 4_900, kept: 0 } },
    ],
    ['a long text', null, { a: 'x'.repeat(2_001) }, null, { a: `${'x'.repeat(1_999)}…` }],
    [
      'a list of long texts',
      { a: ['x'.repeat(9_999), 'yy', 'z'] },
      null,
      { a: { items: ['x'.repeat(9_999), '…'], more: 1 } },
      null,
    ],
  ])('%s', (_, before, after, expectedBefore, expectedAfter) => {
    expect(boundedFields({ before, after })).toEqual({ before: expectedBefore, after: expectedAfter })
  })

  const list = fc.oneof(
    fc.array(fc.constantFrom(...names(300)), { maxLength: 400 }),
    fc.array(fc.string({ maxLength: 20_000 }), { maxLength: 5 }),
  )
  const value = fc.oneof(fc.string({ maxLength: 3_000 }), fc.integer(), fc.boolean(), fc.constant(null), list)
  const fields = fc.option(fc.dictionary(fc.constantFrom('a', 'b', 'c'), value))

  test('within a bound, the same when done twice, and of as many fields', () => {
    fc.assert(
      fc.property(fields, fields, (before, after) => {
        const once = boundedFields({ before, after })
        expect(boundedFields(once)).toEqual(once)
        expect(boundedFields(JSON.parse(JSON.stringify(once)) as typeof once)).toEqual(once)
        const length = (side: AuditFields | null) =>
          Object.values(side ?? {})
            .flat()
            .map((each) => JSON.stringify(each))
            .join('').length
        expect(length(once.before) + length(once.after)).toBeLessThan(6 * 70_000)
        expect(countFields(once)).toBeLessThanOrEqual(3)
      }),
      { numRuns: 300 },
    )
  })
})
