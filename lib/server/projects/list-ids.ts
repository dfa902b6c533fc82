import 'server-only'
import type { Actor } from '../rights/actor'
import { rightsIn } from '../rights/authorize'
import { db } from '../store/db'
import { Refusal } from '../errors'
import { holds } from '../store/search'

/**
 * The ids of all projects whose name holds `search`: what "Select all projects" of a system robot's wizard adds. For who
 * may list every project.
 */
export async function listProjectIds(actor: Actor, search: string): Promise<number[]> {
  if (actor.kind === 'anonymous') throw new Refusal('unauthorized', 'unauthorized')
  const rights = await rightsIn(db(), actor, { kind: 'system' })
  if (!rights.may('project:list')) throw new Refusal('forbidden', 'forbidden')
  const named = holds('"name"', search.trim())
  const rows = await db().$queryRaw<{ id: number }[]>`SELECT "id" FROM "Project" WHERE ${named} ORDER BY "id"`
  return rows.map(({ id }) => Number(id))
}
