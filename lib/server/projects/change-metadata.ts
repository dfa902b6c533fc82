import 'server-only'
import type { Actor } from '../rights/actor'
import { rightsToRead } from '../rights/authorize'
import { change } from '../rights/change'
import { now } from '../clock'
import { db, type Tx } from '../store/db'
import { Refusal } from '../errors'
import { asTarget, projectTargetById, type ProjectRecord } from './find'
import { lockProject } from './lock'
import { readMetadata, writeMetadata, type Metadata } from './metadata'

/** All that is kept with a project, `public` among it, for who may list it. */
export async function listMetadata(actor: Actor, project: ProjectRecord): Promise<Metadata> {
  await rightsToRead(actor, 'metadata:list', asTarget(project))
  return allOf(db(), project)
}

/** One entry, or undefined where there is none of this name. */
export async function getMetadata(actor: Actor, project: ProjectRecord, name: string): Promise<string | undefined> {
  await rightsToRead(actor, 'metadata:read', asTarget(project))
  const all = await allOf(db(), project)
  return Object.hasOwn(all, name) ? all[name] : undefined
}

type Entry = { name: string; value: string }

/** Adds an entry; *conflict* where there is one. */
export const addMetadata = (actor: Actor, projectId: number, entry: Entry): Promise<void> =>
  changeEntry(actor, 'metadata:create', projectId, entry, (present) => {
    if (present === undefined) return true
    throw new Refusal('conflict', `metadata ${entry.name} already exists for project ${projectId}`)
  })

/** Changes an entry; one that is not there is not made, as in Harbor. */
export const updateMetadata = (actor: Actor, projectId: number, entry: Entry): Promise<void> =>
  changeEntry(actor, 'metadata:update', projectId, entry, (present) => present !== undefined)

/** Takes an entry away, which may be gone already. Without `public` a project is private. */
export const removeMetadata = (actor: Actor, projectId: number, name: string): Promise<void> =>
  changeEntry(actor, 'metadata:delete', projectId, { name, value: '' }, (present) => present !== undefined)

async function changeEntry(
  actor: Actor,
  permission: 'metadata:create' | 'metadata:update' | 'metadata:delete',
  projectId: number,
  { name, value }: Entry,
  isWanted: (present: string | undefined) => boolean,
): Promise<void> {
  await change(
    actor,
    permission,
    'project.update',
    (tx) => projectTargetById(tx, projectId),
    async (tx, project) => {
      await lockProject(tx, project)
      const all = await allOf(tx, project)
      if (!isWanted(Object.hasOwn(all, name) ? all[name] : undefined)) return { result: undefined, unchanged: true }
      const isPublic = name === 'public' ? value === 'true' : undefined
      await tx.project.updateMany({ where: { id: projectId }, data: { public: isPublic, updatedAt: now() } })
      if (isPublic !== undefined)
        return { result: undefined, before: { public: all['public'] === 'true' }, after: { public: isPublic } }
      return { result: undefined, ...(await writeMetadata(tx, projectId, { [name]: value })) }
    },
  )
}

/** Read anew: the project may have been changed since it was found. */
async function allOf(tx: Tx, { id }: ProjectRecord): Promise<Metadata> {
  const found = await tx.project.findUnique({ where: { id }, select: { public: true } })
  if (!found) throw new Refusal('not-found', 'not found', 'project-gone')
  return { ...(await readMetadata(tx, id)), public: String(found.public) }
}
