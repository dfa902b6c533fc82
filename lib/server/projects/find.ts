import 'server-only'
import type { Scope } from '../rights/authorize'
import type { Target } from '../rights/change'
import type { Tx } from '../store/db'

export type ProjectRecord = { id: number; name: string; public: boolean; createdAt: Date }

const fields = { id: true, name: true, public: true, createdAt: true } as const

/** The project of this name, or null. */
export const findProject = (tx: Tx, name: string): Promise<ProjectRecord | null> =>
  tx.project.findUnique({ where: { name }, select: fields })

export const projectScope = (project: { id: number; public: boolean }): Scope => ({
  kind: 'project',
  projectId: project.id,
  public: project.public,
})

const target = (project: ProjectRecord | null): Target<ProjectRecord> | null => {
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
export const projectTarget = async (tx: Tx, name: string) => target(await findProject(tx, name))

/** The same by its id: what a list shows may have been deleted and made anew under its name since. */
export const projectTargetById = async (tx: Tx, id: number) =>
  target(await tx.project.findUnique({ where: { id }, select: fields }))
