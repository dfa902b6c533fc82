import 'server-only'
import { folded } from '@/lib/domain/texts/folded'
import type { foldedColumns, SearchedTable } from './folded-columns'
import { Prisma } from '../generated/sqlite/client'

/** What a search by this column compares, and a list is sorted by: SQL for its folded form. `of` names the table. */
export const searched = <Table extends SearchedTable>(
  _table: Table,
  column: (typeof foldedColumns)[Table][number],
  of = '',
): string => `COALESCE(${of}"${column}Folded", ${of}"${column}")`

/**
 * Whether something holds the text, in any case; `%` and `_` of the text are taken as they are. `within` is SQL for
 * what has no capitals: a folded column, or one that by its rule never holds any. The same on both engines.
 */
export const holds = (within: string | Prisma.Sql, text: string): Prisma.Sql => like(within, `%${escaped(text)}%`)

/** Whether it starts with the text, likewise. */
export const startsWith = (within: string | Prisma.Sql, text: string): Prisma.Sql => like(within, `${escaped(text)}%`)

const like = (within: string | Prisma.Sql, pattern: string): Prisma.Sql =>
  Prisma.sql`${typeof within === 'string' ? Prisma.raw(within) : within} LIKE ${pattern} ESCAPE '\\'`

const escaped = (text: string): string => folded(text).replace(/[\\%_]/g, '\\$&')
