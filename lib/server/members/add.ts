import 'server-only'
import type { Role } from '@/lib/domain/role'
import type { Actor } from '../actor'
import { change } from '../change'
import { now } from '../clock'
import { isUniqueViolation, Refusal } from '../errors'
import { projectTarget } from '../projects/find'

/** Gives a user a role in a project. *Conflict* when they are a member already. */
export async function addMember(
  actor: Actor,
  input: { project: string; username: string; role: Role },
): Promise<{ id: number }> {
  const { project: projectName, username, role } = input
  try {
    return await change(
      actor,
      'member:create',
      'member.create',
      (tx) => projectTarget(tx, projectName),
      async (tx, project) => {
        const user = await tx.user.findUnique({ where: { username }, select: { id: true } })
        if (!user) throw new Refusal('not-found', 'user not found')
        const at = now()
        const data = { projectId: project.id, userId: user.id, role, createdAt: at, updatedAt: at }
        const { id } = await tx.projectMember.create({ data })
        const resource = {
          type: 'member' as const,
          id,
          name: username,
          project: { id: project.id, name: project.name },
        }
        return { result: { id }, resource, after: { role } }
      },
    )
  } catch (error) {
    if (isUniqueViolation(error)) throw new Refusal('conflict', `${username} is a member already`, 'member-exists')
    throw error
  }
}
