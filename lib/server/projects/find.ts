import 'server-only'
import type { ProjectKey } from '@/lib/domain/permissions/grant'
import type { Place, Scope } from '../rights/authorize'
import type { Target } from '../rights/change'
import { Prisma } from '../generated/sqlite/client'
import { db, hotReads, type Tx } from '../store/db'
import type { VisibleProject } from '../store/hot-reads/hot-reads'
import { inChunks } from '../store/in-chunks'

export type ProjectRecord = { id: number; name: string; public: boolean; createdAt: Date }

const fields = { id: true, name: true, public: true, createdAt: true } as const

/** The project of this name or id, or null. */
export const findProjectBy = (tx: Tx, key: ProjectKey): Promise<ProjectRecord | null> =>
  tx.project.findUnique({ where: key, select: fields })
export const findProject = (tx: Tx, name: string): Promise<ProjectRecord | null> => findProjectBy(tx, { name })

/** What who reads asks of a project, outside of a transaction. */
export async function findVisibleProject(key: ProjectKey): Promise<VisibleProject | null> {
  const { rows } = hotReads()
  if (!rows) return db().project.findUnique({ where: key, select: { id: true, name: true, public: true } })
  const where = 'id' in key ? Prisma.sql`"id" = ${key.id}` : Prisma.sql`"name" = ${key.name}`
  const [row] = rows<VisibleProject>(Prisma.sql`SELECT "id", "name", "public" FROM "Project" WHERE ${where}`)
  return row ? { ...row, public: Boolean(row.public) } : null
}

/** Tells the ids of these projects, of those that exist. */
export async function projectIds(
  tx: Tx,
  keys: readonly ProjectKey[],
): Promise<(key: ProjectKey) => number | undefined> {
  const rows = await inChunks(keys, (chunk) => {
    const id = { in: chunk.flatMap((key) => ('id' in key ? [key.id] : [])) }
    const name = { in: chunk.flatMap((key) => ('name' in key ? [key.name] : [])) }
    return tx.project.findMany({ where: { OR: [{ id }, { name }] }, select: { id: true, name: true } })
  })
  const known = new Map<string | number, number>(
    rows.flat().flatMap(
      ({ id, name }) =>
        [
          [id, id],
          [name, id],
        ] as const,
    ),
  )
  return (key) => known.get('id' in key ? key.id : key.name)
}

export const projectScope = (project: { id: number; public: boolean }): Scope => ({
  kind: 'project',
  projectId: project.id,
  public: project.public,
})

/** For `rightsToRead()`. */
export const projectPlace = (project: VisibleProject): Place => ({
  scope: projectScope(project),
  seenWith: 'project:read',
})

/** For `change()`, and for `rightsToRead()`. */
export function asTarget(project: ProjectRecord | null): Target<ProjectRecord> | null {
  if (!project) return null
  const { id, name } = project
  return {
    row: project,
    scope: projectScope(project),
    resource: { type: 'project', id, name, project: { id, name } },
    seenWith: 'project:read',
  }
}

/** The project of this name as the target of a change, for `change()`. */
export const projectTarget = async (tx: Tx, name: string) => asTarget(await findProject(tx, name))

/** The same by its id: what a list shows may have been deleted and made anew under its name since. */
export const projectTargetById = async (tx: Tx, id: number) => asTarget(await findProjectBy(tx, { id }))
