import 'server-only'
import type { TableMark } from './marks'
import type { Row } from './read-lines'

/** Of SQLite and of PostgreSQL: that what was to be written is at fault, and not a disk, a connection or a limit. */
const ofData = /^(SQLITE_(CONSTRAINT|ERROR|MISMATCH|TOOBIG|RANGE)|2[23]...$|42...$)/

/** Of a row that the new database refuses, what it is told by: what PostgreSQL adds says which. */
export function refusedRow(which: string, error: unknown): Error {
  const { code = '', message, detail } = error as Error & { code?: string; detail?: string }
  if (!ofData.test(code)) return error as Error
  // Of others PostgreSQL tells the whole row, with what is secret in it.
  const said = detail && /^(23503|23505)$/.test(code) ? `${message} (${detail.replace(/\.$/, '')})` : message
  return new Error(`${which}: ${said}: see what npm run check says of the database that it was made of`, {
    cause: error,
  })
}

/** Where it stands in the backup, and by its first column. */
export const rowName = ({ name, columns }: TableMark, { number, values }: Row): string =>
  `row ${number} of ${name} (${columns[0]!.name} ${String(values[0])})`
