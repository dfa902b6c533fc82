import 'server-only'
import type { UpdateMemberInput } from '@/lib/domain/projects/member-schema'
import type { Actor } from '../rights/actor'
import { change, type Together } from '../rights/change'
import { now } from '../clock'
import { Refusal } from '../errors'
import { projectTarget } from '../projects/find'
import { lockProject } from '../projects/lock'
import { findMember, memberGone, memberResource } from './find'
import { keepAdmin } from './keep-admin'
import { refuseAdminByRobot } from './within-robot'

/**
 * Gives a member another role; already parsed by `updateMemberInput`. *Conflict* when that would leave the project
 * without an admin; a system admin may say that this is meant. *Stale* when the role is no longer the one that was `seen`. *Forbidden* when a robot would make an admin. Answers
 * whether it was the actor's own role.
 */
export async function updateMember(
  actor: Actor,
  input: UpdateMemberInput,
  together?: Together,
): Promise<{ isSelf: boolean }> {
  const { project: projectName, id, role, seen = null, leaveWithoutAdmin } = input
  return change(
    actor,
    'member:update',
    'member.update',
    (tx) => projectTarget(tx, projectName),
    async (tx, project) => {
      await lockProject(tx, project)
      const member = await findMember(tx, project, id)
      if (seen !== null && seen !== member.role && role !== member.role)
        throw new Refusal('stale', 'the role was changed meanwhile', 'member-changed')
      if (role !== member.role) refuseAdminByRobot(actor, role)
      if (role !== 'projectAdmin') await keepAdmin(tx, actor, project, member, leaveWithoutAdmin)
      const { count } = await tx.projectMember.updateMany({ where: { id }, data: { role, updatedAt: now() } })
      if (count === 0) throw memberGone()
      return {
        result: { isSelf: actor.kind === 'user' && actor.id === member.user.id },
        resource: memberResource(project, id, member.user.username),
        before: { role: member.role },
        after: { role },
      }
    },
    together,
  )
}
