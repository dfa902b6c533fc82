import 'server-only'
import type { Actor } from '../rights/actor'
import { rightsToRead, theSystem } from '../rights/authorize'
import { db } from '../store/db'
import { holds } from '../store/search'

/**
 * The ids of all projects whose name holds `search`: what "Select all projects" of a system robot's wizard adds. For who
 * may list every project.
 */
export async function listProjectIds(actor: Actor, search: string): Promise<number[]> {
  await rightsToRead(actor, 'project:list', theSystem)
  const named = holds('"name"', search.trim())
  const rows = await db().$queryRaw<{ id: number }[]>`SELECT "id" FROM "Project" WHERE ${named} ORDER BY "id"`
  return rows.map(({ id }) => Number(id))
}
