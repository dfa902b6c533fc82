import 'server-only'
import { opensSigningKey } from './keys'
import type { Head } from './marks'
import { partsOf, type Part } from './read-lines'
import { openSealed } from './sealed-file'

/** A backup that was read to its end, and is whole. */
export type OpenedBackup = {
  head: Head
  /** How many rows of each table. */
  rows: Map<string, number>
  size: number
  /** All of it once more, judged as it comes. */
  parts: () => AsyncGenerator<Part>
}

/** Reads all of a backup, and throws a sentence where anything is not as it was written, its key among it. */
export async function openBackup(file: string, passphrase: string): Promise<OpenedBackup> {
  const sealed = await openSealed(file, passphrase)
  const parts = () => partsOf(sealed.text())
  const rows = new Map<string, number>()
  let head: Head | null = null
  let table: Extract<Part, { kind: 'table' }>['table'] | null = null
  for await (const part of parts()) {
    if (part.kind === 'head') head = part.head
    if (part.kind === 'table') rows.set((table = part.table).name, 0)
    if (part.kind !== 'rows' || !table || !head) continue
    rows.set(table.name, rows.get(table.name)! + part.rows.length)
    if (table.name !== 'SigningKey') continue
    const [kid, privateKey] = ['kid', 'privateKey'].map((name) =>
      table!.columns.findIndex((each) => each.name === name),
    )
    for (const { values } of part.rows)
      if (!opensSigningKey(head.key, { kid: String(values[kid!]), privateKey: String(values[privateKey!]) }))
        throw new Error(`the key in the backup does not open the signing key ${String(values[kid!])}`)
  }
  return { head: head!, rows, size: sealed.size, parts }
}
