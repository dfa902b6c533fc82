import 'server-only'
import type { AddMemberInput } from '@/lib/domain/member-schema'
import type { Actor } from '../actor'
import { change } from '../change'
import { now } from '../clock'
import type { Tx } from '../db'
import { isForeignKeyViolation, isUniqueViolation, Refusal } from '../errors'
import { projectTarget } from '../projects/find'
import { memberResource } from './find'

/**
 * Gives a user a role in a project; already parsed by `addMemberInput`. *Conflict* when they are a member already, *not
 * found* when there is no such user, *invalid* when the user is disabled.
 */
export async function addMember(actor: Actor, input: AddMemberInput): Promise<{ id: number }> {
  const { project: projectName, username, role } = input
  try {
    return await change(
      actor,
      'member:create',
      'member.create',
      (tx) => projectTarget(tx, projectName),
      async (tx, project) => {
        const userId = await findUser(tx, username)
        const at = now()
        const data = { projectId: project.id, userId, role, createdAt: at, updatedAt: at }
        const { id } = await tx.projectMember.create({ data })
        return { result: { id }, resource: memberResource(project, id, username), after: { role } }
      },
    )
  } catch (error) {
    if (isUniqueViolation(error)) throw new Refusal('conflict', `${username} is a member already`, 'member-exists')
    if (isForeignKeyViolation(error)) throw new Refusal('not-found', 'the project or user was deleted meanwhile')
    throw error
  }
}

async function findUser(tx: Tx, username: string): Promise<number> {
  const user = await tx.user.findUnique({ where: { username }, select: { id: true, disabled: true } })
  if (!user) throw new Refusal('not-found', 'user not found', 'member-unknown-user')
  if (user.disabled) throw new Refusal('invalid', `user ${username} is disabled`, 'member-disabled-user')
  return user.id
}
