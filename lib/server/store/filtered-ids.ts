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
export type Search = (text: string) => Test
export type Test = {
  condition: Prisma.Sql
  ofMany?: Prisma.Sql | null
  ofFew?: Prisma.Sql | null
  counted?: (() => Prisma.Sql | null) | null
  part: string | null
}
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

type Table = 'Robot' | 'Project' | 'User' | 'AuditEvent'
type Found = { ids: number[]; total: number }
/** What is asked for, in SQL. */
type Asked = {
  table: Table
  scope: Prisma.Sql
  tests: readonly Test[]
  orders: readonly Order[]
  size: number
  offset: bigint
  kept?: Prisma.Sql | undefined
}

/** Where an engine's own index of texts finds more than these, rows are read in the list's order instead. */
const mostOfFew = 2_000
/** Where so large a part of a list is found, nearly every row that is read in its order is shown. */
const nearlyAll = 0.75

/**
 * The ids of one page of a table's rows, and how many rows there are in all. Raw, because Prisma's `contains` takes `_`
 * for any character and minds the case on one engine only; this SQL is the same on both.
 */
export async function filteredIds(
  table: Table,
  columns: Columns,
  scope: Prisma.Sql,
  { conditions, sort, page, size, defaultSort = 'name', kept, few }: FilteredList,
): Promise<Found> {
  const [of, orders] = [tests(columns, conditions), ordersOf(columns, sort, defaultSort)]
  const asked = { table, scope, tests: of, orders, size, offset: BigInt(page - 1) * BigInt(size), kept }
  return (await foundAmongFew(asked, few)) ?? (await foundInOrder(asked))
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

/** Where an index of texts says that few rows may be found, all are looked at, and so counted; null otherwise. */
async function foundAmongFew(asked: Asked, few: FilteredList['few']): Promise<Found | null> {
  const { table, scope, tests, orders, offset } = asked
  const part = tests.find((each) => each.part !== null)?.part
  const candidates = part && few ? few(part) : null
  const isEngines = !candidates && tests.some(({ ofFew }) => ofFew)
  if (!candidates && !isEngines) return null
  const from = candidates ? amongst(candidates, table) : Prisma.raw(`"${table}"`)
  const where = [scope, ...tests.map(({ condition, ofFew }) => (isEngines && ofFew) || condition)]
  const most = isEngines ? Prisma.sql`LIMIT ${mostOfFew + 1}` : Prisma.empty
  const sorted = orders.map(({ sql }, nth) => `${sql} AS "by${nth}"`)
  const rows = await read<Row>(Prisma.sql`WITH "found" AS MATERIALIZED
    (SELECT ${Prisma.raw(['"id"', ...sorted].join(', '))} FROM ${from} WHERE ${Prisma.join(where, ' AND ')} ${most})
    SELECT "id", (SELECT COUNT(*) FROM "found") AS "total" FROM "found"
    ${inOrderOf(orders.map((order, nth) => ({ ...order, sql: `"by${nth}"` })))} ${pageOf(asked)}`)
  const total = Number(rows[0]?.total ?? 0)
  const isKnown = rows.length > 0 ? !isEngines || total <= mostOfFew : offset === 0n
  return isKnown ? { ids: idsOf(rows), total } : null
}

/** Rows are looked at in the order of the list, as long as it takes to fill the page; and are counted besides. */
async function foundInOrder(asked: Asked): Promise<Found> {
  const { table, scope, tests, orders, size, offset, kept } = asked
  const isWhole = tests.length === 0 && kept !== undefined
  const held = await knownCount(asked)
  const conditions = tests.map(({ condition, ofMany }) => (!held?.isNearlyAll && ofMany) || condition)
  const from = Prisma.sql`FROM ${Prisma.raw(`"${table}"`)} WHERE ${Prisma.join([scope, ...conditions], ' AND ')}`
  const total = isWhole ? Prisma.sql`, (${kept}) AS "total"` : Prisma.empty
  const rows = await read<Row>(Prisma.sql`SELECT "id"${total} ${from} ${inOrderOf(orders)} ${pageOf(asked)}`)
  const [ids, least] = [idsOf(rows), Number(offset) + rows.length]
  // A page that is not full says itself how many there are.
  if (ids.length < size && (ids.length > 0 || offset === 0n)) return { ids, total: least }
  const all = held?.total ?? rows[0]?.total ?? (await count(isWhole ? kept : Prisma.sql`SELECT COUNT(*) ${from}`))
  return { ids, total: Math.max(Number(all), ids.length > 0 ? least : 0) }
}

/** How many there are, where that is known without looking at them, and whether these are nearly all of the list. */
async function knownCount({ tests, kept }: Asked): Promise<{ total: number; isNearlyAll: boolean } | null> {
  const counted = kept && tests.length === 1 ? tests[0]!.counted?.() : null
  if (!kept || !counted) return null
  const [row] = await read<Record<'total' | 'all', number | bigint>>(
    Prisma.sql`SELECT (${counted}) AS "total", (${kept}) AS "all"`,
  )
  return { total: Number(row!.total), isNearlyAll: Number(row!.total) > Number(row!.all) * nearlyAll }
}

async function count(counted: Prisma.Sql): Promise<number> {
  const [row] = await read<{ total: number | bigint }>(Prisma.sql`SELECT (${counted}) AS "total"`)
  return Number(row?.total ?? 0)
}

const idsOf = (rows: readonly Row[]): number[] => rows.map(({ id }) => Number(id))
const pageOf = ({ size, offset }: Asked): Prisma.Sql => Prisma.sql`LIMIT ${size} OFFSET ${offset}`

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

type Order = { sql: string; direction: 'ASC' | 'DESC' }

/**
 * Made total by the id: rows that are equal otherwise neither repeat nor vanish between pages. In the direction of what
 * stands before it: however many rows are equal, an index that ends with the id has them in this order.
 */
function inOrderOf(orders: readonly Order[]): Prisma.Sql {
  const all = [...orders, { sql: '"id"', direction: orders.at(-1)?.direction ?? 'ASC' }]
  return Prisma.raw(`ORDER BY ${all.map(({ sql, direction }) => `${sql} ${direction}`).join(', ')}`)
}

function ordersOf(columns: Columns, sort: string, defaultSort: string): Order[] {
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
