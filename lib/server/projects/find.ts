import 'server-only'
import type { Scope } from '../authorize'
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
