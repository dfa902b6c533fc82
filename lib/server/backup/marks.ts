import 'server-only'
import { z } from 'zod'
import { columnTypes } from './value'

// A backup is lines of JSON: marks, which are objects, and rows, which are lists of a table's values in the order of its
// columns. First the head; of each table a mark, its rows, and a mark that closes it; and an end.

/** Raised with every change that a reader of before would misread. */
export const format = 1
export const kindOfFile = 'robot-console-backup'
/** No row comes near to so many characters: what goes on for longer would fill the memory. */
export const longestLine = 1 << 24

const count = z.number().int().nonnegative()
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

export const headMark = z.object({
  kind: z.literal(kindOfFile),
  format: z.number().int(),
  version: z.string(),
  engine: z.enum(['sqlite', 'postgresql']),
  at: z.iso.datetime(),
  /** The names of the migrations that the database has had. */
  migrations: z.array(z.string()).min(1),
  /** SECRET_KEY, or what was in its place. */
  key: z.string().min(32),
})
export const tableMark = z.object({
  kind: z.literal('table'),
  name: z.string(),
  columns: z.array(z.object({ name: z.string(), type: z.enum(columnTypes) })).min(1),
  /** The last id that was given; null where ids are not counted. */
  lastId: count.nullable(),
})
/** `sha256` of the table's rows, as they stand there, line ends included. */
export const tableEndMark = z.object({ kind: z.literal('table-end'), name: z.string(), rows: count, sha256 })
/** `sha256` of all lines before. */
export const endMark = z.object({ kind: z.literal('end'), tables: count, rows: count, sha256 })

export type Head = z.output<typeof headMark>
export type TableMark = z.output<typeof tableMark>
