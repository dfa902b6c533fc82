import 'server-only'
import { defaultApiPage, linkHeader, maxApiPageSize, type ApiPage } from '@/lib/domain/api-list'
import { parseInteger } from '@/lib/domain/harbor-query'
import { unprocessable } from '../error-body'

/** `page` and `page_size`, or 422 for what is no number or out of range. */
export function pageOf(query: URLSearchParams): ApiPage {
  return {
    page: number(query, 'page', defaultApiPage.page, 1_000_000_000),
    size: number(query, 'page_size', defaultApiPage.size, maxApiPageSize),
  }
}

function number(query: URLSearchParams, name: string, fallback: number, max: number): number {
  const text = query.get(name)
  if (text === null) return fallback
  const value = parseInteger(text)
  if (value === null || value < 1 || value > max)
    throw unprocessable(`${name} in query must be a number from 1 to ${max}`)
  return value
}

/** A parameter that is `true` or `false`, as Go reads them; undefined when it is not there. */
export function booleanOf(query: URLSearchParams, name: string): boolean | undefined {
  const text = query.get(name)
  if (text === null) return undefined
  if (/^(1|t|true)$/i.test(text)) return true
  if (/^(0|f|false)$/i.test(text)) return false
  throw unprocessable(`${name} in query must be of type boolean: "${text.slice(0, 100)}"`)
}

/** How much there is, and where the pages beside this one are. Without any rows there is no `Link`. */
export function pagingHeaders(
  path: string,
  query: URLSearchParams,
  page: ApiPage,
  total: number,
): Record<string, string> {
  const link = linkHeader(path, query, page, total)
  return { 'X-Total-Count': String(total), ...(link === '' ? {} : { Link: link }) }
}
