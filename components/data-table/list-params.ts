import { createParser, parseAsNumberLiteral, parseAsStringLiteral } from 'nuqs/server'

export const pageSizes = [15, 25, 50, 100] as const
export type PageSize = (typeof pageSizes)[number]

/** A sort key, descending when a minus stands before it. */
export type Sort<Key extends string> = Key | `-${Key}`

const maxPage = 1_000_000
const maxSearchLength = 300

const parseAsPage = createParser({
  parse: (text) => (/^[1-9]\d{0,6}$/.test(text) && Number(text) <= maxPage ? Number(text) : null),
  serialize: String,
})

const parseAsSearch = createParser({
  parse: (text) => text.trim().slice(0, maxSearchLength),
  serialize: String,
})

type ListOptions<Key extends string> = {
  sortKeys: readonly Key[]
  /** The order without a `sort` in the URL. */
  defaultSort: Sort<Key>
}

/**
 * What a list's URL may say: `q` search text, `sort` key or -key, `page` from 1, `size` 15/25/50/100.
 * Anything else means the default; a shared or mistyped link never fails. Import it on both sides.
 */
export function listParams<Key extends string>({ sortKeys, defaultSort }: ListOptions<Key>) {
  const sorts = sortKeys.flatMap((key): Sort<Key>[] => [key, `-${key}`])
  return {
    q: parseAsSearch.withDefault(''),
    sort: parseAsStringLiteral(sorts).withDefault(defaultSort),
    page: parseAsPage.withDefault(1),
    size: parseAsNumberLiteral(pageSizes).withDefault(15),
  }
}

export type ListParams<Key extends string> = ReturnType<typeof listParams<Key>>

/** The state of a list as its URL says it. */
export type ListState<Key extends string = string> = { q: string; sort: Sort<Key>; page: number; size: PageSize }

/** The sort key and direction that a `sort` value stands for. */
export function parseSort<Key extends string>(sort: Sort<Key>): { key: Key; descending: boolean } {
  const descending = sort.startsWith('-')
  return { key: (descending ? sort.slice(1) : sort) as Key, descending }
}

/** The number of pages, at least one. */
export function pageCount(total: number, size: number): number {
  return Math.max(1, Math.ceil(total / size))
}
