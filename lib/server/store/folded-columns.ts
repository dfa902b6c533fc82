import 'server-only'
import { folded } from '@/lib/domain/texts/folded'

/**
 * The columns that lists are searched by and that may hold capitals. Beside each stands `<column>Folded` for its folded
 * form: what the databases take for small letters differs, and on PostgreSQL by locale too.
 */
export const foldedColumns = {
  user: ['username', 'realName', 'email', 'comment'],
  robot: ['name', 'description'],
  auditEvent: ['actorName', 'resource'],
} as const
export type SearchedTable = keyof typeof foldedColumns

type Fields = Record<string, unknown>

/** Keeps the folded columns of whatever is written through a client. Not of nested writes and raw SQL: they must do it. */
export const keepFolded = {
  query: {
    user: { $allOperations: (call: Call) => call.query(foldingArgs('user', call.args)) },
    robot: { $allOperations: (call: Call) => call.query(foldingArgs('robot', call.args)) },
    auditEvent: { $allOperations: (call: Call) => call.query(foldingArgs('auditEvent', call.args)) },
  },
}

type Call = { args: unknown; query: (args: unknown) => Promise<unknown> }

/** `data` of most writes, `create` and `update` of an upsert; what reads has none of them. */
function foldingArgs(table: SearchedTable, args: unknown): unknown {
  const { data, create, update } = (args ?? {}) as { data?: Fields | Fields[]; create?: Fields; update?: Fields }
  return {
    ...(args as Fields | undefined),
    ...(data && { data: Array.isArray(data) ? data.map((row) => withFolded(table, row)) : withFolded(table, data) }),
    ...(create && { create: withFolded(table, create) }),
    ...(update && { update: withFolded(table, update) }),
  }
}

/** The fields with the folded form of each that is searched by. */
export function withFolded<Given extends Fields>(table: SearchedTable, fields: Given): Given & Fields {
  const given = foldedColumns[table].filter((column) => fields[column] !== undefined)
  return { ...fields, ...Object.fromEntries(given.map((column) => [`${column}Folded`, form(column, fields[column])])) }
}

/** A robot's name stands in indexes, where PostgreSQL takes 2,700 bytes of it and its folded form together. */
const maxNameLength = 500

/** Null where the text is its own folded form: most are, and need no room for it. */
function form(column: string, value: unknown): string | null {
  const text = (value as { set?: unknown } | null)?.set ?? value
  if (typeof text !== 'string') return null
  const full = folded(text)
  if (full === text) return null
  return column === 'name' ? full.slice(0, maxNameLength) : full
}
