import 'server-only'
import type { Role } from '@/lib/domain/role'
import { now } from '../clock'
import type { Tx } from '../db'

/** Adds a project and makes its owner project admin, in the caller's transaction. */
export function insertProject(
  tx: Tx,
  project: { name: string; public: boolean; ownerId: number },
): Promise<{ id: number }> {
  const at = now()
  const role: Role = 'projectAdmin'
  return tx.project.create({
    data: {
      ...project,
      createdAt: at,
      updatedAt: at,
      members: { create: { userId: project.ownerId, role, createdAt: at, updatedAt: at } },
    },
    select: { id: true },
  })
}
