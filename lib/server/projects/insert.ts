import 'server-only'
import type { Role } from '@/lib/domain/permissions/role'
import { now } from '../clock'
import type { Tx } from '../store/db'

/** Adds a project and makes its owner project admin, in the caller's transaction. */
export async function insertProject(
  tx: Tx,
  project: { name: string; public: boolean; ownerId: number },
): Promise<{ id: number }> {
  const at = now()
  const times = { createdAt: at, updatedAt: at }
  const { id } = await tx.project.create({ data: { ...project, ...times }, select: { id: true } })
  const role: Role = 'projectAdmin'
  await tx.projectMember.create({ data: { projectId: id, userId: project.ownerId, role, ...times } })
  return { id }
}
