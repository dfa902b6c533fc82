import 'server-only'
import type { Actor } from '../rights/actor'
import { change, type Together } from '../rights/change'
import { projectTarget } from '../projects/find'
import { lockProject } from '../projects/lock'
import { findMember, memberGone, memberResource } from './find'
import { keepAdmin } from './keep-admin'

type MemberRemoval = { project: string; id: number; leaveWithoutAdmin: boolean }

/**
 * Takes a user's role in a project away, with the next request of theirs. *Conflict* when that would leave the project
 * without an admin; a system admin may say that this is meant. Answers whether it was the actor's own role.
 */
export async function removeMember(
  actor: Actor,
  removal: MemberRemoval,
  together?: Together,
): Promise<{ isSelf: boolean }> {
  const { project: projectName, id, leaveWithoutAdmin } = removal
  return change(
    actor,
    'member:delete',
    'member.delete',
    (tx) => projectTarget(tx, projectName),
    async (tx, project) => {
      await lockProject(tx, project)
      const member = await findMember(tx, project, id)
      await keepAdmin(tx, actor, project, member, leaveWithoutAdmin)
      const { count } = await tx.projectMember.deleteMany({ where: { id } })
      if (count === 0) throw memberGone()
      return {
        result: { isSelf: actor.kind === 'user' && actor.id === member.user.id },
        resource: memberResource(project, id, member.user.username),
        before: { role: member.role },
      }
    },
    together,
  )
}
