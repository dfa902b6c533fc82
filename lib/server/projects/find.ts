import 'server-only'
import type { Scope } from '../authorize'
import type { Target } from '../change'
import type { Tx } from '../db'

export type ProjectRecord = { id: number; name: string; public: boolean; createdAt: Date }

/** The project of this name, or null. */
export const findProject = (tx: Tx, name: string): Promise<ProjectRecord | null> =>
  tx.project.findUnique({ where: { name }, select: { id: true, name: true, public: true, createdAt: true } })

export const projectScope = (project: { id: number; public: boolean }): Scope => ({
  kind: 'project',
  projectId: project.id,
  public: project.public,
})

/** The project of this name as the target of a change, for `change()`. */
export async function projectTarget(tx: Tx, name: string): Promise<Target<ProjectRecord> | null> {
  const project = await findProject(tx, name)
  if (!project) return null
  const resource = { type: 'project' as const, id: project.id, name, project: { id: project.id, name } }
  return { row: project, scope: projectScope(project), resource, seenWith: 'project:read' }
}
