import 'server-only'
import type { Actor } from '../rights/actor'
import { Prisma } from '../generated/sqlite/client'
import { filteredIds, inOrder } from '../store/filtered-ids'
import { findApiProjects, type ApiProject } from './list-for-api'
import { projectColumns, visibleProjects } from './visible'

/** A search is not paged. */
const maxFound = 1_000
/** What names of projects are made of. */
const partOfName = /^[a-z0-9._-]+$/

/** Projects with the text in their name: all that a person may see, the public ones for everybody else. */
export async function searchProjectsForApi(actor: Actor, text: string): Promise<ApiProject[]> {
  if (!partOfName.test(text)) return []
  const scope = actor.kind === 'user' ? await visibleProjects(actor) : Prisma.sql`"public" = ${true}`
  const conditions = [{ key: 'name', match: { kind: 'contains', text } as const }]
  const { ids } = await filteredIds('Project', projectColumns, scope, { conditions, sort: '', page: 1, size: maxFound })
  return inOrder(ids, await findApiProjects(actor, ids))
}
