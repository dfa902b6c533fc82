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
import { db, hotReads } from './db'
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
 * The condition for what holds a text, and what an index of texts must then know of it: null = nothing. `ofMany`: a
 * condition to the same effect that is cheaper where many rows are looked at.
 */
export type Search = (text: string) => Test
export type Test = { condition: Prisma.Sql; ofMany?: Prisma.Sql | null; part: string | null }
/** By Harbor's key in one spelling (`queryKey`). What is not listed counts as unknown, so nothing hidden can be probed. */
export type Columns = Record<string, Column>

/**
 * `defaultSort` as in `sort`; `name` where there is none. `kept`: SQL for how many there are in all, where that is kept.
 * `few`: for a text's part, SQL for the ids (`candidate`) of the few rows that may hold it, where an index knows.
 */
type FilteredList = ApiPage & {
  sort: string
  conditions: readonly QueryCondition[]
  defaultSort?: string
  kept?: Prisma.Sql
  few?: (part: string) => Prisma.Sql | null
}
type Row = { id: number | bigint; total?: number | bigint }

/**
 * The ids of one page of a table's rows, and how many rows there are in all. Raw, because Prisma's `contains` takes `_`
 * for any character and minds the case on one engine only; this SQL is the same on both.
 */
export async function filteredIds(
  table: 'Robot' | 'Project' | 'User' | 'AuditEvent',
  columns: Columns,
  scope: Prisma.Sql,
  { conditions, sort, page, size, defaultSort = 'name', kept, few }: FilteredList,
): Promise<{ ids: number[]; total: number }> {
  const asked = tests(columns, conditions)
  const part = asked.find((each) => each.part !== null)?.part
  const candidates = part && few ? few(part) : null
  const from = Prisma.sql`FROM ${candidates ? amongst(candidates, table) : Prisma.raw(`"${table}"`)}
    WHERE ${Prisma.join([scope, ...asked.map((each) => (!candidates && each.ofMany) || each.condition)], ' AND ')}`
  const known = asked.length === 0 ? kept : undefined
  // Of few, all are looked at anyway.
  const total = known
    ? Prisma.sql`, (${known}) AS "total"`
    : Prisma.raw(candidates ? ', COUNT(*) OVER () AS "total"' : '')
  const order = Prisma.raw(orderOf(columns, sort, defaultSort))
  const offset = BigInt(page - 1) * BigInt(size)
  const rows = await read<Row>(Prisma.sql`SELECT "id"${total} ${from} ORDER BY ${order} LIMIT ${size} OFFSET ${offset}`)
  const ids = rows.map(({ id }) => Number(id))
  const least = Number(offset) + ids.length
  // A page that is not full says itself how many there are; a search that finds little has just read everything.
  if (ids.length < size && (ids.length > 0 || page === 1)) return { ids, total: least }
  const [counted] = rows[0]?.total === undefined ? await read<Row>(known ? countKept(known) : count(from)) : rows
  return { ids, total: Math.max(Number(counted?.total ?? 0), ids.length > 0 ? least : 0) }
}

/**
 * The ids of these rows that lie in a stretch of ids, in their order: for reading all of them part by part, each part
 * at the same bounded cost. *Is true* keeps the engines from an index that would bring all rows of the scope each time.
 */
export async function idsBetween(
  table: 'Robot',
  columns: Columns,
  scope: Prisma.Sql,
  { conditions, after, upTo }: { conditions: readonly QueryCondition[]; after: number; upTo: number },
): Promise<number[]> {
  const all = Prisma.join([scope, ...tests(columns, conditions).map(({ condition }) => condition)], ' AND ')
  const rows = await db().$queryRaw<Row[]>`SELECT "id" FROM ${Prisma.raw(`"${table}"`)}
    WHERE "id" > ${after} AND "id" <= ${upTo} AND (${all}) IS TRUE ORDER BY "id"`
  return rows.map(({ id }) => Number(id))
}

const count = (from: Prisma.Sql): Prisma.Sql => Prisma.sql`SELECT COUNT(*) AS "total" ${from}`
const countKept = (kept: Prisma.Sql): Prisma.Sql => Prisma.sql`SELECT (${kept}) AS "total"`

/** The table's rows of these ids: CROSS keeps SQLite from reading the table first. */
const amongst = (candidates: Prisma.Sql, table: string): Prisma.Sql =>
  Prisma.sql`(${candidates}) CROSS JOIN ${Prisma.raw(`"${table}" ON "${table}"."id" = "candidate"`)}`

const read = async <Row>(statement: Prisma.Sql): Promise<Row[]> =>
  hotReads().rows?.<Row>(statement) ?? db().$queryRaw<Row[]>(statement)

/** Rows in the order of their ids. */
export function inOrder<Row extends { id: number }>(ids: readonly number[], rows: readonly Row[]): Row[] {
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

const columnOf = (columns: Columns, key: string) => (Object.hasOwn(columns, key) ? columns[key] : undefined)

/** Unknown keys are ignored, as in Harbor; so is "all of several values", which can be true of no single column. */
const tests = (columns: Columns, conditions: readonly QueryCondition[]): Test[] =>
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
    const orders = column && (('order' in column && column.order) || [column.sql])
    return (orders ?? []).map((order) => `${order} ${descending ? 'DESC' : 'ASC'}`)
  })

function test(column: Column, match: Exclude<QueryMatch, { kind: 'all' }>): Test {
  if (match.kind !== 'contains') return { condition: comparison(column, match), part: null }
  if (!('searched' in column)) throw invalid(match.text)
  const { searched } = column
  const text = column.type === 'name' ? (match.plain ?? match.text) : match.text
  return typeof searched === 'string' ? { condition: holds(searched, text), part: null } : searched(text)
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
