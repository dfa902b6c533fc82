/** One page of an API list: `page` counts from 1. */
export type ApiPage = { page: number; size: number }

export const defaultApiPage: ApiPage = { page: 1, size: 10 }
export const maxApiPageSize = 100
/** What "everything" comes to, asked for by a `page_size` of 0 or less; a multiple of the longest page. */
export const maxApiRows = 1_000

/**
 * Harbor's `Link`: the pages before and after, as path and query, with the keys sorted. Empty when there is neither.
 * Where "everything" was too much, the rest follows in the longest pages.
 */
export function linkHeader(
  path: string,
  query: Iterable<readonly [string, string]>,
  { page, size }: ApiPage,
  total: number,
): string {
  const [step, last] = size > maxApiPageSize ? [maxApiPageSize, size / maxApiPageSize] : [size, page]
  const target = (to: number) => {
    const params = new Map([...query, ['page', String(to)], ['page_size', String(step)]] as [string, string][])
    const sorted = [...params].sort(([one], [other]) => (one < other ? -1 : 1))
    return `${path}?${sorted.map(([key, value]) => `${readable(key)}=${readable(value)}`).join('&')}`
  }
  const previous = page > 1 && (page - 1) * size < total ? [`<${target(page - 1)}>; rel="prev"`] : []
  const next = page * size < total ? [`<${target(last + 1)}>; rel="next"`] : []
  return [...previous, ...next].join(' , ')
}

/** Harbor leaves the query unescaped here; what would change its meaning, or break the header, is escaped all the same. */
const readable = (text: string): string => text.replace(/[^\x21-\x7e]|[&#+%<>"\\]/gu, encodeURIComponent)
