import 'server-only'
import { readFileSync } from 'node:fs'
import { now } from '../clock'
import { opensSigningKey } from './keys'
import { format, kindOfFile, type Head } from './marks'
import { migrationsOf } from './migrations-of'
import { refuseWeak } from './passphrase'
import { writeSealed } from './sealed-file'
import { openSnapshot, rowsOf } from './snapshot'
import { keptTables } from './tables'
import type { Snapshot, Table } from './table'
import { linesOf } from './write-lines'

/** `key`: this installation's SECRET_KEY. `work`: how hard guessing a passphrase is, as age counts it. */
type Input = { url: string; file: string; passphrase: string; key: string; work?: number }
type Made = { rows: Map<string, number>; size: number }

/**
 * Writes all that a running installation needs, as it was at one moment, into a new file, sealed by a passphrase. Reads
 * only, beside whoever works on the database; there is a whole file in the end, or none.
 */
export async function createBackup({ url, file, passphrase, key, work }: Input): Promise<Made> {
  refuseWeak(passphrase)
  const snapshot = await openSnapshot(url)
  try {
    const { names, isCurrent } = await migrationsOf(snapshot)
    const tables = await keptOf(snapshot, isCurrent)
    await refuseOtherKey(snapshot, tables, key)
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
    const head: Head = {
      ...{ kind: kindOfFile, format, version, engine: snapshot.engine },
      ...{ at: now().toISOString(), migrations: names, key },
    }
    const rows = new Map<string, number>()
    const size = await writeSealed(file, linesOf(snapshot, head, tables, rows), passphrase, work)
    return { rows, size }
  } finally {
    await snapshot.close()
  }
}

async function keptOf(snapshot: Snapshot, isCurrent: boolean): Promise<Table[]> {
  const present = new Map((await snapshot.tables()).map((table) => [table.name, table]))
  const missing = keptTables.find((name) => !present.has(name))
  if (isCurrent && missing) throw new Error(`the database lacks the table ${missing}`)
  return keptTables.flatMap((name) => present.get(name) ?? [])
}

/** A backup with a key that does not fit would be of no use, and nobody would know before it is needed. */
async function refuseOtherKey(snapshot: Snapshot, tables: Table[], key: string): Promise<void> {
  const table = tables.find(({ name }) => name === 'SigningKey')!
  const places = ['kid', 'privateKey'].map((name) => table.columns.findIndex((each) => each.name === name))
  for await (const rows of rowsOf(snapshot, table))
    for (const row of rows) {
      const [kid, privateKey] = places.map((at) => snapshot.read(row[at], table.columns[at]!))
      // What is no text is told when its row is written.
      if (typeof kid !== 'string' || typeof privateKey !== 'string') continue
      if (!opensSigningKey(key, { kid, privateKey }))
        throw new Error(`SECRET_KEY (or secret.key in DATA_DIR) does not open the signing key ${kid} of this database`)
    }
}
