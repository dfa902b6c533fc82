import 'server-only'
import type { ApiPage } from '@/lib/domain/api-list'
import {
  parseHarborSort,
  parseInteger,
  queryKey,
  type QueryCondition,
  type QueryMatch,
  type QueryScalar,
} from '@/lib/domain/harbor-query'
import { parseQueryTime } from '@/lib/domain/query-time'
import { db } from './db'
import { Refusal } from '../errors'
import { Prisma } from '../generated/sqlite/client'
import { holds } from './search'

/**
 * A column that `q` and `sort` may name: an SQL expression of ours, and the type its values must have. A `name` is a
 * text without spaces: a plus sign in `q`, which could stand for a space, can only be one there. What texts are
 * searched by is `searched`, see search.ts; it is `sql` itself for what by its rule never holds capitals.
 */
type Column =
  | { sql: string; type: 'integer' | 'boolean' | 'time' }
  | { sql: string; type: 'text' | 'name'; searched: string }
  | ComposedName
/** Made of several columns. No index holds it, so it says itself what to sort by instead, and how to find one. */
type ComposedName = {
  sql: Prisma.Sql
  type: 'name'
  searched: Prisma.Sql
  order: string
  equals: (name: string) => Prisma.Sql
}
/** By Harbor's key in one spelling (`queryKey`). What is not listed counts as unknown, so nothing hidden can be probed. */
export type Columns = Record<string, Column>

/** `defaultSort` as in `sort`; `name` where there is none. */
type FilteredList = ApiPage & { sort: string; conditions: readonly QueryCondition[]; defaultSort?: string }

/**
 * The ids of one page of a table's rows, and how many rows there are in all. Raw, because Prisma's `contains` takes `_`
 * for any character and minds the case on one engine only; this SQL is the same on both.
 */
export async function filteredIds(
  table: 'Robot' | 'Project' | 'User' | 'AuditEvent',
  columns: Columns,
  scope: Prisma.Sql,
  { conditions, sort, page, size, defaultSort = 'name' }: FilteredList,
): Promise<{ ids: number[]; total: number }> {
  const from = Prisma.sql`FROM ${Prisma.raw(`"${table}"`)} WHERE ${Prisma.join([scope, ...tests(columns, conditions)], ' AND ')}`
  const order = Prisma.raw(orderOf(columns, sort, defaultSort))
  const offset = BigInt(page - 1) * BigInt(size)
  const rows = await db().$queryRaw<
    { id: number }[]
  >`SELECT "id" ${from} ORDER BY ${order} LIMIT ${size} OFFSET ${offset}`
  const ids = rows.map(({ id }) => Number(id))
  // A page that is not full says itself how many there are; a search that finds little has just read everything.
  if (ids.length < size && (ids.length > 0 || page === 1)) return { ids, total: Number(offset) + ids.length }
  const counted = await db().$queryRaw<{ total: bigint }[]>`SELECT COUNT(*) AS "total" ${from}`
  return { ids, total: Number(counted[0]?.total ?? 0) }
}

/** Rows in the order of their ids. */
export function inOrder<Row extends { id: number }>(ids: readonly number[], rows: readonly Row[]): Row[] {
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

const columnOf = (columns: Columns, key: string) => (Object.hasOwn(columns, key) ? columns[key] : undefined)

/** Unknown keys are ignored, as in Harbor; so is "all of several values", which can be true of no single column. */
const tests = (columns: Columns, conditions: readonly QueryCondition[]): Prisma.Sql[] =>
  conditions.flatMap(({ key, match }) => {
    const column = columnOf(columns, queryKey(key))
    return column && match.kind !== 'all' ? [test(column, match)] : []
  })

/**
 * Made total by the id: rows that are equal otherwise neither repeat nor vanish between pages. In the direction of what
 * stands before it: however many rows are equal, an index that ends with the id has them in this order.
 */
function orderOf(columns: Columns, sort: string, defaultSort: string): string {
  const asked = ordersOf(columns, sort).slice(0, 5)
  const orders = asked.length > 0 ? asked : ordersOf(columns, defaultSort)
  return [...orders, orders.at(-1)?.endsWith(' DESC') ? '"id" DESC' : '"id" ASC'].join(', ')
}

const ordersOf = (columns: Columns, sort: string): string[] =>
  parseHarborSort(sort).flatMap(({ key, descending }) => {
    const column = columnOf(columns, key)
    return column ? [`${'order' in column ? column.order : column.sql} ${descending ? 'DESC' : 'ASC'}`] : []
  })

function test(column: Column, match: Exclude<QueryMatch, { kind: 'all' }>): Prisma.Sql {
  // PostgreSQL fails at a number beyond a column's own width instead of finding nothing.
  const sql = column.type === 'integer' ? Prisma.raw(`CAST(${column.sql} AS BIGINT)`) : expressionOf(column)
  switch (match.kind) {
    case 'exact': {
      const scalar = column.type === 'name' ? { text: match.plain ?? match.value.text } : match.value
      return 'equals' in column ? column.equals(scalar.text) : Prisma.sql`${sql} = ${valueOf(column, scalar)}`
    }
    case 'contains':
      if (!('searched' in column)) throw invalid(match.text)
      return holds(column.searched, column.type === 'name' ? (match.plain ?? match.text) : match.text)
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
