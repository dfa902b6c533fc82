import 'server-only'
import { parseInteger } from '@/lib/domain/lists/harbor-query'
import type { Actor } from '../rights/actor'
import { readsEveryProject, unseen } from '../rights/authorize'
import { db, type Tx } from '../store/db'
import { asRefusal, Refusal } from '../errors'
import type { ProjectRecord } from './find'

/** How the API names a project: `isName` where a number is a name too. */
type ProjectReference = { text: string; isName: boolean }

const fields = { id: true, name: true, public: true, createdAt: true } as const
const maxId = 2 ** 31

/**
 * The project that is meant, whether or not the actor may do anything with it. One that does not exist is *forbidden*
 * to everybody who may not read all projects.
 */
export async function resolveProject(actor: Actor, reference: ProjectReference): Promise<ProjectRecord> {
  const { text: name, isName } = reference
  const id = isName ? null : parseInteger(name)
  const project =
    id === null
      ? await db().project.findUnique({ where: { name }, select: fields })
      : await db().project.findFirst({ where: { id: id > 0 && id < maxId ? id : -1 }, select: fields })
  if (!project) throw await asForbidden(actor, unseen(actor, `project ${name}`))
  return project
}

/**
 * What the pages call *not found*, in the API's terms: nobody learns whether a project exists but who `mayKnow`, which
 * is who may read all of them.
 */
export async function asForbidden(
  actor: Actor,
  error: unknown,
  mayKnow: (tx: Tx, actor: Actor) => Promise<boolean> = readsEveryProject,
): Promise<unknown> {
  const refusal = asRefusal(error)
  if (refusal?.kind !== 'not-found' || refusal.reason !== undefined) return error
  return (await mayKnow(db(), actor)) ? error : new Refusal('forbidden', 'forbidden')
}
