import 'server-only'
import {
  parseHarborSort,
  parseInteger,
  queryKey,
  type QueryCondition,
  type QueryMatch,
  type QueryScalar,
} from '@/lib/domain/lists/harbor-query'
import { parseQueryTime } from '@/lib/domain/lists/query-time'
import { Refusal } from '../errors'
import { Prisma } from '../generated/sqlite/client'
import { holds } from './search'

/**
 * A column that `q` and `sort` may name: an SQL expression of ours, and the type its values must have. A `name` is a
 * text without spaces: a plus sign in `q`, which could stand for a space, can only be one there. What texts are
 * searched by is `searched`, see search.ts; it is `sql` itself for what by its rule never holds capitals.
 */
type Column =
  | { sql: string; type: 'integer' | 'time' }
  | { sql: string; type: 'boolean'; counted?: (value: boolean) => Prisma.Sql }
  | { sql: string; type: 'text' | 'name'; searched: string | Search; order?: readonly string[] }
  | ComposedName
/** Made of several columns. No index holds it, so it says itself what to sort by instead, and how to find one. */
type ComposedName = {
  sql: Prisma.Sql
  type: 'name'
  searched: Search
  order: readonly string[]
  equals: (name: string) => Prisma.Sql
}
/**
 * The condition for what holds a text, and what an index of texts must then know of it: null = nothing. To the same
 * effect `ofMany`, which is cheaper where many rows are looked at, and `ofFew`, which the engine's own index of texts
 * answers where few are found. `counted`: SQL for how many of all that `kept` counts hold it, where that is known without
 * looking at them.
 */
type Search = (text: string) => Test
export type Test = {
  condition: Prisma.Sql
  ofMany?: Prisma.Sql | null
  ofFew?: Prisma.Sql | null
  counted?: (() => Prisma.Sql | null) | null
  part: string | null
}
/** By Harbor's key in one spelling (`queryKey`). What is not listed counts as unknown, so nothing hidden can be probed. */
export type Columns = Record<string, Column>

const columnOf = (columns: Columns, key: string) => (Object.hasOwn(columns, key) ? columns[key] : undefined)

/** Unknown keys are ignored, as in Harbor; so is "all of several values", which can be true of no single column. */
export const testsOf = (columns: Columns, conditions: readonly QueryCondition[]): Test[] =>
  conditions.flatMap(({ key, match }) => {
    const column = columnOf(columns, queryKey(key))
    return column && match.kind !== 'all' ? [test(column, match)] : []
  })

export type Order = { sql: string; direction: 'ASC' | 'DESC' }

/** What to sort by, in this order: what of it the columns know, at most five; else what is sorted by otherwise. */
export function ordersOf(columns: Columns, sort: string, defaultSort: string): Order[] {
  const asked = namedOrders(columns, sort).slice(0, 5)
  return asked.length > 0 ? asked : namedOrders(columns, defaultSort)
}

const namedOrders = (columns: Columns, sort: string): Order[] =>
  parseHarborSort(sort).flatMap(({ key, descending }) => {
    const column = columnOf(columns, key)
    const orders = column && (('order' in column && column.order) || [column.sql])
    return (orders ?? []).map((sql) => ({ sql: sql as string, direction: descending ? 'DESC' : 'ASC' }))
  })

function test(column: Column, match: Exclude<QueryMatch, { kind: 'all' }>): Test {
  if (match.kind !== 'contains')
    return { condition: comparison(column, match), counted: countedOf(column, match), part: null }
  if (!('searched' in column)) throw invalid(match.text)
  const { searched } = column
  const text = column.type === 'name' ? (match.plain ?? match.text) : match.text
  return typeof searched === 'string' ? { condition: holds(searched, text), part: null } : searched(text)
}

function countedOf(column: Column, match: QueryMatch): Test['counted'] {
  const counted = column.type === 'boolean' && match.kind === 'exact' && column.counted
  return counted ? () => counted(valueOf(column, match.value) as boolean) : null
}

function comparison(column: Column, match: Exclude<QueryMatch, { kind: 'all' | 'contains' }>): Prisma.Sql {
  // PostgreSQL fails at a number beyond a column's own width instead of finding nothing.
  const sql = column.type === 'integer' ? Prisma.raw(`CAST(${column.sql} AS BIGINT)`) : expressionOf(column)
  switch (match.kind) {
    case 'exact': {
      const scalar = column.type === 'name' ? { text: match.plain ?? match.value.text } : match.value
      return 'equals' in column ? column.equals(scalar.text) : Prisma.sql`${sql} = ${valueOf(column, scalar)}`
    }
    case 'any':
      return Prisma.sql`${sql} IN (${Prisma.join(match.values.slice(0, 1_000).map((value) => valueOf(column, value)))})`
    case 'range':
      return Prisma.join(
        [
          match.from ? Prisma.sql`${sql} >= ${valueOf(column, match.from)}` : Prisma.sql`1 = 1`,
          match.to ? Prisma.sql`${sql} <= ${valueOf(column, match.to)}` : Prisma.sql`1 = 1`,
        ],
        ' AND ',
      )
  }
}

const expressionOf = ({ sql }: Column): Prisma.Sql => (typeof sql === 'string' ? Prisma.raw(sql) : sql)

/** The value in the column's type, or a refusal: what reaches the database fits it. */
function valueOf({ type }: Column, scalar: QueryScalar): string | bigint | boolean | Date {
  const { text } = scalar
  if (type === 'text' || type === 'name') return text
  if (type === 'boolean' && /^(true|false|0|1)$/i.test(text)) return /^(true|1)$/i.test(text)
  const number = scalar.number ?? parseInteger(text)
  if (type === 'integer' && number !== null) return BigInt(number)
  const time = parseQueryTime(text)
  if (type === 'time' && time) return time
  throw invalid(text)
}

const invalid = (text: string): Refusal => new Refusal('invalid', `invalid query string value: ${text}`)
