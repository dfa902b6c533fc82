import { describe, expect, test } from 'vitest'
import { parseHarborQuery, parseHarborSort, parseInteger, queryKey } from './harbor-query'

const exact = (key: string, text: string) => ({ key, match: { kind: 'exact', value: { text } } })

describe('parseHarborQuery', () => {
  test.each([
    ['', []],
    [',,', []],
    ['name=ci', [exact('name', 'ci')]],
    ['Level=project,ProjectID=3', [exact('Level', 'project'), exact('ProjectID', '3')]],
    ['name=a=b', [exact('name', 'a=b')]],
    ['name=library+ci', [{ key: 'name', match: { ...exact('name', 'library ci').match, plain: 'library+ci' } }]],
    ['name=~y+c', [{ key: 'name', match: { kind: 'contains', text: 'y c', plain: 'y+c' } }]],
    ['name={a+b}', [{ key: 'name', match: { kind: 'any', values: [{ text: 'a' }, { text: 'b' }] } }]],
    ['name=library%2Bci', [exact('name', 'library+ci')]],
    ['name=\\~ci', [exact('name', '~ci')]],
    ['name=~ci', [{ key: 'name', match: { kind: 'contains', text: 'ci' } }]],
    ['id=[1~]', [{ key: 'id', match: { kind: 'range', from: { text: '1', number: 1 }, to: undefined } }]],
    ['id=[~9]', [{ key: 'id', match: { kind: 'range', from: undefined, to: { text: '9', number: 9 } } }]],
    [
      'creation_time=[2026-01-02T03:04:05~]',
      [
        {
          key: 'creation_time',
          match: {
            kind: 'range',
            from: { text: '2026-01-02T03:04:05' },
            to: undefined,
          },
        },
      ],
    ],
    ['name={a "b"}', [{ key: 'name', match: { kind: 'any', values: [{ text: 'a' }, { text: 'b' }] } }]],
    [
      'id=(1 2)',
      [{ key: 'id', match: { kind: 'all', values: [1, 2].map((number) => ({ text: `${number}`, number })) } }],
    ],
  ])('%s', (q, conditions) => {
    expect(parseHarborQuery(q)).toEqual({ ok: true, conditions })
  })

  test.each([
    'name',
    '=ci',
    'name=',
    'name=~',
    'id=[1]',
    'id=[~]',
    'id=[1~2~3]',
    'id=[1~2',
    'name={',
    'name={}',
    'name=( )',
    '[=[',
    '%',
    'name=%00',
    'name=%ff',
  ])('%s is refused with a sentence', (q) => {
    expect(parseHarborQuery(q)).toEqual({ ok: false, message: expect.stringMatching(/\w/) })
  })
})

test.each([
  ['7', 7],
  ['-1', -1],
  ['9007199254740991', 9_007_199_254_740_991],
  ['9007199254740992', null],
  ['1e3', null],
  ['1.5', null],
  ['', null],
  ['seven', null],
])('parseInteger(%s)', (text, number) => {
  expect(parseInteger(text)).toBe(number)
})

test('a key has one spelling', () => {
  expect(['ProjectID', 'project_id', 'project_id__exact', 'PROJECTID'].map(queryKey)).toEqual(
    Array(4).fill('projectid'),
  )
})

test('sort keys, descending with a minus', () => {
  expect(parseHarborSort('name,-creation_time, ,-')).toEqual([
    { key: 'name', descending: false },
    { key: 'creationtime', descending: true },
  ])
})
