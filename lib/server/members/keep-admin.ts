import 'server-only'
import type { Role } from '@/lib/domain/permissions/role'
import type { Actor } from '../rights/actor'
import { rightsIn } from '../rights/authorize'
import type { Tx } from '../store/db'
import { Refusal } from '../errors'
import type { ProjectRecord } from '../projects/find'
import type { MemberRecord } from './find'

const admin: Role = 'projectAdmin'

/** The members who can act as admin of a project: who is disabled cannot. */
export const activeAdmins = (projectId: number) => ({ projectId, role: admin, user: { disabled: false } })

/**
 * Refuses to take the last active admin from a project, unless a system admin says that it is meant. Ask it under
 * `lockProject`: else two admins could remove each other at once.
 */
export async function keepAdmin(
  tx: Tx,
  actor: Actor,
  project: ProjectRecord,
  member: MemberRecord,
  leaveWithoutAdmin: boolean,
): Promise<void> {
  if (member.role !== admin || member.user.disabled) return
  const others = await tx.projectMember.count({ where: { ...activeAdmins(project.id), id: { not: member.id } } })
  if (others > 0) return
  const { role } = await rightsIn(tx, actor, { kind: 'system' })
  if (leaveWithoutAdmin && role === 'systemAdmin') return
  throw new Refusal('conflict', 'a project needs an admin: make somebody else admin first', 'member-last-admin')
}
