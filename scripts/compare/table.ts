import { readFileSync } from 'node:fs'
import path from 'node:path'

/** A row of the manual's table: what is meant to differ, with the statuses of the request that shows it. */
export type Row = { id: string; request: string; harbor: string; here: string; why: string; statuses: Statuses }
type Statuses = { harbor: readonly number[]; here: readonly number[] }

const file = path.join(import.meta.dirname, '../../docs/manual/differences-from-harbor.md')

/** The manual's table of what is meant to differ from Harbor, by id. */
export function readTable(): Map<string, Row> {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
  return new Map(lines.map((line) => rowOf(line)).map((row) => [row.id, row]))
}

function rowOf(line: string): Row {
  const [id = '', request = '', harbor = '', here = '', why = ''] = line
    .split(/(?<!\\)\|/)
    .slice(1)
    .map((cell) => cell.trim())
  return {
    id: id.replaceAll('`', ''),
    request,
    harbor,
    here,
    why,
    statuses: { harbor: leading(harbor), here: leading(here) },
  }
}

/** The statuses that a cell begins with: `403`, or `200, 412`. */
const leading = (cell: string): number[] => (/^\d{3}(, \d{3})*/.exec(cell)?.[0] ?? '').split(', ').map(Number)
