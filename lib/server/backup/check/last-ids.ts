import 'server-only'
import { Prisma } from '../../generated/sqlite/client'
import { keptTables } from '../tables'
import type { Snapshot } from '../table'
import { lastIntegers } from '../value'
import type { Findings } from './findings'

/**
 * What counts ids must have come as far as the rows: else a new row is refused for the id of an old one, or gets that of one
 * that was deleted, to which links and the audit log still point. It is read after the rows, as it may be ahead.
 */
export async function checkLastIds(snapshot: Snapshot, findings: Findings): Promise<void> {
  const counted = (await snapshot.tables()).filter(
    ({ name, columns, key }) =>
      keptTables.some((each) => each === name) &&
      key.join() === 'id' &&
      columns.some((column) => column.name === 'id' && column.type === 'integer'),
  )
  const lastIds = await snapshot.lastIds()
  for (const { name } of counted) {
    const [row] = await snapshot.ask(Prisma.raw(`SELECT MAX("id") FROM "${name}"`))
    const last = lastIds.get(name) ?? 0
    if (Number(row?.[0] ?? 0) > last) findings.add('ids that are taken would be given anew', name)
    if (last >= lastIntegers[snapshot.engine]) findings.add('no ids are left for a new row', name)
  }
}
