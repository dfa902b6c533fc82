import 'server-only'
import { createHash, timingSafeEqual, type Hash } from 'node:crypto'
import { StringDecoder } from 'node:string_decoder'
import type { z } from 'zod'
import { unknownName } from './known-columns'
import {
  endMark,
  format,
  headMark,
  kindOfFile,
  longestLine,
  tableEndMark,
  tableMark,
  type Head,
  type TableMark,
} from './marks'
import { isOfType, type Value } from './value'

/** `rows` are some of the table that was begun last; each as its values and as the line that holds them. */
export type Part =
  | { kind: 'head'; head: Head }
  | { kind: 'table'; table: TableMark }
  | { kind: 'rows'; rows: Row[] }
  | { kind: 'end'; tables: number; rows: number }
/** `number`: in its table, from 1. */
export type Row = { values: Value[]; line: string; number: number }

type Reading = {
  head: Head | null
  table: { mark: TableMark; rows: number; digest: Hash } | null
  tables: number
  rows: number
  ended: boolean
}

const damaged = (what: string): Error => new Error(`the backup is damaged: ${what}`)

/**
 * What a backup's text says, part by part. Throws a sentence when it is of another kind or of a newer version, and at the
 * first thing that is not as it was written; only what has come to its end is whole.
 */
export async function* partsOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Part> {
  const [whole, at]: [Hash, Reading] = [
    createHash('sha256'),
    { head: null, table: null, tables: 0, rows: 0, ended: false },
  ]
  for await (const lines of linesOf(chunks)) {
    let rows: Row[] = []
    for (const line of lines) {
      if (at.ended) throw damaged('something follows its end')
      if (line.startsWith('[')) rows.push(readRow(at, line))
      else {
        if (rows.length > 0) yield { kind: 'rows', rows }
        rows = []
        const part = readMark(at, line, whole)
        if (part) yield part
      }
      if (!at.ended) whole.update(line).update('\n')
    }
    if (rows.length > 0) yield { kind: 'rows', rows }
  }
  if (!at.ended) throw damaged('its end is missing')
}

async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string[]> {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  for await (const chunk of chunks) {
    const lines = (rest + decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))).split('\n')
    rest = lines.pop()!
    if (rest.length > longestLine) throw damaged('a line in it is too long')
    if (lines.length > 0) yield lines
  }
  if (rest !== '') throw damaged('its last line is cut off')
}

function readRow({ table }: Reading, line: string): Row {
  if (!table) throw damaged('a row stands outside of a table')
  const { name, columns } = table.mark
  const values = parse(line) as Value[]
  const isFit = values.length === columns.length && columns.every(({ type }, at) => isOfType(values[at], type))
  if (!isFit) throw damaged(`row ${table.rows + 1} of ${name} does not fit its columns`)
  table.rows++
  table.digest.update(line).update('\n')
  return { values, line, number: table.rows }
}

/** Null for a mark that only closes something. */
function readMark(at: Reading, line: string, whole: Hash): Part | null {
  const mark = parse(line)
  if (!at.head) {
    at.head = readHead(mark)
    return { kind: 'head', head: at.head }
  }
  const { kind } = mark as { kind?: unknown }
  if (kind === 'table' && !at.table) {
    const table = fit(tableMark, mark)
    const unknown = unknownName(table.name, table.columns)
    if (unknown)
      throw new Error(
        `it holds ${unknown}, which this version does not know: use the one that made it (${at.head.version})`,
      )
    at.table = { mark: table, rows: 0, digest: createHash('sha256') }
    return { kind, table }
  }
  if (kind === 'table-end' && at.table) return closeTable(at, fit(tableEndMark, mark))
  if (kind !== 'end' || at.table) throw damaged('its parts are not in order')
  const end = fit(endMark, mark)
  const isWhole = end.tables === at.tables && end.rows === at.rows && isDigest(whole, end.sha256)
  if (!isWhole) throw damaged('its checksum is another one')
  at.ended = true
  return { kind, tables: end.tables, rows: end.rows }
}

function closeTable(at: Reading, end: z.output<typeof tableEndMark>): null {
  const { mark, rows, digest } = at.table!
  if (end.name !== mark.name || end.rows !== rows || !isDigest(digest, end.sha256))
    throw damaged(`the checksum of ${mark.name} is another one`)
  at.tables++
  at.rows += rows
  at.table = null
  return null
}

const isDigest = (digest: Hash, expected: string): boolean =>
  timingSafeEqual(digest.digest(), Buffer.from(expected, 'hex'))

function readHead(mark: unknown): Head {
  const { kind, format: written, version } = (mark ?? {}) as Partial<Head>
  if (kind !== kindOfFile) throw new Error('this is no backup of a robot console')
  if (typeof written === 'number' && written > format)
    throw new Error(`it was made by a newer version (${String(version)}): restore it with that one`)
  return fit(headMark, mark)
}

function fit<Schema extends z.ZodType>(schema: Schema, mark: unknown): z.output<Schema> {
  const { success, data } = schema.safeParse(mark)
  if (!success) throw damaged('a mark in it cannot be read')
  return data
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    throw damaged('a line in it cannot be read')
  }
}
