import 'server-only'
import type { Tx } from '../store/db'
import { Refusal } from '../errors'
import type { ProjectRecord } from './find'

/**
 * Makes changes of one project wait for each other until the transaction ends, so that what they count first still
 * holds when they write. Writing the name that is there changes nothing but takes the row's lock, on both engines;
 * robots may be made meanwhile. *Not found* when the project was deleted while waiting.
 */
export async function lockProject(tx: Tx, { id, name }: ProjectRecord): Promise<void> {
  const { count } = await tx.project.updateMany({ where: { id }, data: { name } })
  if (count === 0) throw new Refusal('not-found', 'not found', 'project-gone')
}
