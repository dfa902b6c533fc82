import { describe, expect, test } from 'vitest'
import { linkHeader } from './api-list'

const query = [
  ['q', 'Level=project,ProjectID=1'],
  ['page', '2'],
  ['page_size', '10'],
] as const
const at = (page: number) => `</api/v2.0/robots?page=${page}&page_size=10&q=Level=project,ProjectID=1>`
const link = (page: number, total: number) => linkHeader('/api/v2.0/robots', query, { page, size: 10 }, total)

describe('linkHeader', () => {
  test.each([
    [1, 0, ''],
    [1, 10, ''],
    [1, 11, `${at(2)}; rel="next"`],
    [2, 11, `${at(1)}; rel="prev"`],
    [2, 21, `${at(1)}; rel="prev" , ${at(3)}; rel="next"`],
    [3, 20, ''],
    [9, 20, ''],
  ])('page %i of %i rows', (page, total, expected) => {
    expect(link(page, total)).toBe(expected)
  })

  test('the rest of everything follows in the longest pages', () => {
    const of = (total: number) => linkHeader('/p', [['page_size', '0']], { page: 1, size: 1_000 }, total)
    expect(of(1_000)).toBe('')
    expect(of(1_001)).toBe('</p?page=11&page_size=100>; rel="next"')
  })

  test('what would break the header is escaped', () => {
    const value = linkHeader('/p', [['q', 'a b+c%\r\n"<>ü&x']], { page: 1, size: 10 }, 11)
    expect(value).toBe('</p?page=2&page_size=10&q=a%20b%2Bc%25%0D%0A%22%3C%3E%C3%BC%26x>; rel="next"')
  })
})
