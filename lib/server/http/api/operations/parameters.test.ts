import { describe, expect, test } from 'vitest'
import { pathIds, queryParameters, type QueryName } from './parameters'

const read = (name: QueryName, text: string) => queryParameters[name].read(new URLSearchParams(text).get(name), name)
const unprocessable = expect.objectContaining({ status: 422 })

describe('what is sent with an address', () => {
  test('defaults to Harbor’s, and takes what is in range', () => {
    expect([read('page', ''), read('page_size', ''), read('q', ''), read('name', 'q=x')]).toEqual([1, 10, '', ''])
    expect([read('page', 'page=3'), read('page_size', 'page_size=100'), read('sort', 'sort=-a')]).toEqual([
      3,
      100,
      '-a',
    ])
  })

  test.each([
    ['page=0', 1],
    ['page=-1', 1],
    ['page=', 1],
    ['page=9223372036854775807', 1_000_000_000],
    ['page_size=', 10],
    ['page_size=0', 1_000],
    ['page_size=-1', 1_000],
  ])('%s is %i', (text, value) => {
    expect(read(text.split('=')[0] as QueryName, text)).toBe(value)
  })

  test.each(['page=x', 'page=1.5', 'page= ', 'page=9223372036854775808', 'page_size=101', 'page_size=1e1'])(
    '%s is a 422',
    (text) => {
      expect(() => read(text.split('=')[0] as QueryName, text)).toThrow(unprocessable)
    },
  )

  test('which robots are meant: what is no filter asks for no more than it, but for nothing', () => {
    expect([read('filter', ''), read('filter', 'filter='), read('filter', 'filter=expired')]).toEqual([
      undefined,
      undefined,
      'expired',
    ])
    const places = ['all', 'system', '7', '0', '-1', '99999999999'].map((place) => read('place', `place=${place}`))
    expect(places).toEqual(['all', null, { id: 7 }, { id: 0 }, { id: 0 }, { id: 0 }])
    for (const text of ['filter=disable', 'level=all', 'place=', 'place=library', 'place=1e1'])
      expect(() => read(text.split('=')[0] as QueryName, text), text).toThrow(unprocessable)
  })

  test('truth as Harbor reads it: what is no true is false', () => {
    const values = ['true', '1', 'TRUE', 'f', 'False', 'zzz'].map((text) => read('public', `public=${text}`))
    expect(values).toEqual([true, true, true, false, false, false])
    for (const none of ['', 'public=']) expect(read('public', none)).toBeUndefined()
  })

  test('what must be there', () => {
    expect(read('project_name', 'project_name=a')).toBe('a')
    for (const text of ['', 'project_name=']) expect(() => read('project_name', text)).toThrow(unprocessable)
  })

  test('ids', () => {
    expect([pathIds.robot_id('7', 'robot_id'), pathIds.mid('2147483647', 'mid')]).toEqual([7, 2_147_483_647])
    expect(['0', '-1', '2147483648', '9223372036854775807'].map((text) => pathIds.user_id(text, 'user_id'))).toEqual([
      0, -1, -1, -1,
    ])
    for (const text of ['x', '1.5', '', '9223372036854775808', '1e3', ' 1', '١']) {
      expect(() => pathIds.user_id(text, 'user_id')).toThrow(unprocessable)
    }
  })
})
