import 'server-only'
import type { ApiPage } from '@/lib/domain/lists/api-list'
import type { QueryCondition } from '@/lib/domain/lists/harbor-query'
import { Prisma } from '../generated/sqlite/client'
import { db, hotReads } from './db'
import { ordersOf, testsOf, type Columns, type Order, type Test } from './query-columns'

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
  const [tests, orders] = [testsOf(columns, conditions), ordersOf(columns, sort, defaultSort)]
  const asked = { table, scope, tests, orders, size, offset: BigInt(page - 1) * BigInt(size), kept }
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
  const all = Prisma.join([scope, ...testsOf(columns, conditions).map(({ condition }) => condition)], ' AND ')
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

/**
 * Made total by the id: rows that are equal otherwise neither repeat nor vanish between pages. In the direction of what
 * stands before it: however many rows are equal, an index that ends with the id has them in this order.
 */
function inOrderOf(orders: readonly Order[]): Prisma.Sql {
  const all = [...orders, { sql: '"id"', direction: orders.at(-1)?.direction ?? 'ASC' }]
  return Prisma.raw(`ORDER BY ${all.map(({ sql, direction }) => `${sql} ${direction}`).join(', ')}`)
}
