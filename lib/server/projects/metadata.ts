import 'server-only'
import type { AuditFields } from '../rights/record'
import type { Tx } from '../store/db'
import { refuseSecrets } from '../secrets/secret'

/** What is kept with a project beside its own columns, by name. An empty value takes a name away. */
export type Metadata = Record<string, string>

export const readMetadata = async (tx: Tx, projectId: number): Promise<Metadata> => {
  const rows = await tx.projectMetadata.findMany({ where: { projectId }, orderBy: { name: 'asc' } })
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]))
}

/** Changes the named entries and no others; answers what they were before, and what was changed. */
export async function writeMetadata(
  tx: Tx,
  projectId: number,
  wanted: Metadata,
): Promise<{ before: AuditFields; after: AuditFields }> {
  const present = await readMetadata(tx, projectId)
  const changed = Object.entries(wanted).filter(([name, value]) => value !== (present[name] ?? ''))
  refuseSecrets(Object.fromEntries(changed))
  for (const [name, value] of changed) {
    const where = { projectId, name }
    if (value === '') await tx.projectMetadata.deleteMany({ where })
    else if (present[name] === undefined) await tx.projectMetadata.create({ data: { ...where, value } })
    else await tx.projectMetadata.updateMany({ where, data: { value } })
  }
  return {
    before: Object.fromEntries(changed.map(([name]) => [name, present[name] ?? null])),
    after: Object.fromEntries(changed.map(([name, value]) => [name, value === '' ? null : value])),
  }
}
