import 'server-only'
import { Readable } from 'node:stream'
import type { ReadableStream as WebStream } from 'node:stream/web'
import { stringify } from 'csv-stringify'

/**
 * A download of rows as they come, so that its size does not matter: nothing waits in memory but one batch. Texts that
 * a spreadsheet would take for a formula are disarmed (a quote before them); the byte order mark tells it the encoding.
 */
export function csvResponse<Row extends object>(
  name: string,
  columns: readonly (keyof Row & string)[],
  rows: AsyncIterable<Row>,
): Response {
  const csv = stringify({
    header: true,
    bom: true,
    columns: [...columns],
    escape_formulas: true,
    quoted_string: true,
    record_delimiter: 'windows',
    cast: { date: (value) => value.toISOString() },
  })
  const source = Readable.from(rows)
  // Neither end may wait for the other when one of them breaks off.
  source.on('error', (error) => csv.destroy(error))
  csv.on('close', () => source.destroy())
  source.pipe(csv)
  return new Response(Readable.toWeb(csv) as WebStream<Uint8Array> as ReadableStream<Uint8Array>, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name.replace(/[^\w.-]/g, '_')}.csv"`,
      'Cache-Control': 'no-store',
    },
  })
}
