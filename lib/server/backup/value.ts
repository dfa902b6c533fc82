import 'server-only'
import { isUtf8 } from 'node:buffer'

/**
 * What a column holds, the same for both engines. In a backup an integer is a number, a bigint a text of digits (beyond
 * what JSON's readers keep exactly), a moment ISO 8601 in UTC with milliseconds.
 */
export const columnTypes = ['integer', 'bigint', 'boolean', 'text', 'time'] as const
export type ColumnType = (typeof columnTypes)[number]
export type Value = string | number | boolean | null
export type Column = { name: string; type: ColumnType }

/** By the type that a migration declares, on either engine; undefined for one that none has used yet. */
export function columnType(declared: string): ColumnType | undefined {
  const known: Record<string, ColumnType> = { integer: 'integer', bigint: 'bigint', boolean: 'boolean', text: 'text' }
  const name = declared.toLowerCase()
  return known[name] ?? (/^(datetime|timestamp)/.test(name) ? 'time' : undefined)
}

/** Whether a value is one of its type; null is of every type. */
export function isOfType(value: unknown, type: ColumnType): value is Value {
  if (value === null) return true
  if (type === 'integer') return Number.isSafeInteger(value)
  if (type === 'boolean') return typeof value === 'boolean'
  if (typeof value !== 'string') return false
  if (type === 'bigint') return /^-?\d{1,19}$/.test(value) && BigInt.asIntN(64, BigInt(value)) === BigInt(value)
  return type === 'text' ? !/\p{Surrogate}/u.test(value) : asMoment(value) === value
}

/** A column of SQLite as `fromSqlite` reads it: a text as its bytes, since the driver ends the process at one that is no UTF-8. */
export const asBytes = (column: string): string =>
  `CASE typeof(${column}) WHEN 'text' THEN CAST(${column} AS BLOB) WHEN 'blob' THEN 0.5 ELSE ${column} END`

/** What SQLite's driver gives of `asBytes`, with integers as bigints; undefined for what the column should not hold. */
export function fromSqlite(given: unknown, type: ColumnType): Value | undefined {
  if (given === null) return null
  const raw = given instanceof Uint8Array ? textOf(given) : given
  if (type === 'text') return typeof raw === 'string' ? raw : undefined
  if (type === 'time') return asMoment(raw)
  if (typeof raw !== 'bigint') return undefined
  if (type === 'bigint') return String(raw)
  if (type === 'boolean') return raw === 0n || raw === 1n ? raw === 1n : undefined
  return Number.isSafeInteger(Number(raw)) ? Number(raw) : undefined
}

const textOf = (bytes: Uint8Array): string | undefined =>
  isUtf8(bytes) ? Buffer.from(bytes).toString('utf8') : undefined

/** To name a row by what an engine gave, whatever that is. */
export const asName = (raw: unknown): string =>
  raw instanceof Uint8Array ? Buffer.from(raw).toString('utf8') : String(raw)

/** What PostgreSQL gives as text. */
export function fromPostgres(raw: string | null, type: ColumnType): Value | undefined {
  if (raw === null || type === 'text' || type === 'bigint') return raw
  if (type === 'boolean') return raw === 't'
  return type === 'time' ? asMoment(raw) : Number(raw)
}

/** Why PostgreSQL cannot hold what SQLite does; null where it can. */
export function beyondPostgres(value: Value, type: ColumnType): string | null {
  if (typeof value === 'string' && value.includes('\0')) return 'a NUL'
  const isTooLarge = type === 'integer' && Math.abs(Number(value)) > lastIntegers.postgresql
  return isTooLarge ? 'so large a number' : null
}

/** The largest that each engine's client reads. */
export const lastIntegers = { sqlite: Number.MAX_SAFE_INTEGER, postgresql: 2 ** 31 - 1 } as const

/** As Prisma writes it there: moments are compared as texts. */
export function toSqlite(value: Value, type: ColumnType): string | number | bigint | null {
  if (value === null) return null
  if (type === 'time') return (value as string).replace('Z', '+00:00')
  if (type === 'bigint') return BigInt(value as string)
  return typeof value === 'boolean' ? Number(value) : value
}

/** As Prisma, the migrations and PostgreSQL write moments: in UTC, with or without saying so. */
const written = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d{1,6})?)(?:Z|\+00:00)?$/

/** ISO 8601 in UTC; undefined for anything else, such as a day that no month has. */
function asMoment(raw: unknown): string | undefined {
  const [, day, time] = (typeof raw === 'string' && written.exec(raw)) || []
  const date = new Date(`${day}T${time}Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day!) ? date.toISOString() : undefined
}
