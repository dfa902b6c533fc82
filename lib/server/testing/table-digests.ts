import 'server-only'
import { createHash } from 'node:crypto'
import { disconnect, openDatabase } from '../store/db'

/**
 * How many rows each of these tables has and a digest of all they hold, whatever the engine and the order of rows and
 * columns: read by the client that the product reads with. `left` are columns that are not looked at, `upTo` the last id
 * that is.
 */
export async function tableDigests(
  url: string,
  tables: readonly string[],
  left: Readonly<Record<string, readonly string[]>> = {},
  upTo: Readonly<Record<string, number>> = {},
): Promise<Record<string, string>> {
  const client = openDatabase(url)
  const digests: Record<string, string> = {}
  for (const table of tables) {
    const rows = await client.$queryRawUnsafe<Record<string, unknown>[]>(
      `SELECT * FROM "${table}"${upTo[table] === undefined ? '' : ` WHERE "id" <= ${upTo[table]}`}`,
    )
    const texts = rows.map((row) => {
      const fields = Object.entries(row).filter(([column]) => !left[table]?.includes(column))
      return JSON.stringify(
        fields.sort(([one], [other]) => (one < other ? -1 : 1)),
        asText,
      )
    })
    const digest = createHash('sha256')
    for (const text of texts.sort()) digest.update(`${text}\n`)
    digests[table] = `${rows.length} ${digest.digest('hex')}`
  }
  await disconnect(client)
  return digests
}

/** What is a number on one engine may be a bigint on the other. */
const asText = (_key: string, value: unknown): unknown =>
  typeof value === 'bigint' || typeof value === 'number' ? String(value) : value
