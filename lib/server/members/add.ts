import 'server-only'
import type { Role } from '@/lib/domain/permissions/role'
import type { Actor } from '../rights/actor'
import { change, type Together } from '../rights/change'
import { now } from '../clock'
import type { Tx } from '../store/db'
import { isForeignKeyViolation, isUniqueViolation, Refusal } from '../errors'
import { projectTarget } from '../projects/find'
import { memberResource } from './find'
import { refuseAdminByRobot } from './within-robot'

/** Harbor's words for a role that is none of its five. */
export const unknownRole = 'Failed to update project member, role is not in 1,2,3'

/** A user by name or, where a client of the API has it, by id. No role = one that does not exist was asked for. */
type NewMember = { project: string; role: Role | null } & ({ username: string } | { userId: number })

/**
 * Gives a user a role in a project; already parsed by `addMemberInput`. *Conflict* when they are a member already, *not
 * found* when there is no such user, *invalid* when the user is disabled, *forbidden* when a robot would make an admin.
 */
export async function addMember(actor: Actor, input: NewMember, together?: Together): Promise<{ id: number }> {
  const { project: projectName, role } = input
  try {
    return await change(
      actor,
      'member:create',
      'member.create',
      (tx) => projectTarget(tx, projectName),
      async (tx, project) => {
        refuseAdminByRobot(actor, role)
        const { id: userId, username } = await findUser(tx, input)
        await refuseMember(tx, project.id, userId)
        if (role === null) throw new Refusal('invalid', unknownRole)
        const at = now()
        const data = { projectId: project.id, userId, role, createdAt: at, updatedAt: at }
        const { id } = await tx.projectMember.create({ data })
        return { result: { id }, resource: memberResource(project, id, username), after: { role } }
      },
      together,
    )
  } catch (error) {
    if (isUniqueViolation(error)) throw isMember()
    if (isForeignKeyViolation(error)) throw new Refusal('not-found', 'the project or user was deleted meanwhile')
    throw error
  }
}

async function findUser(tx: Tx, input: NewMember) {
  const where = 'userId' in input ? { id: input.userId } : { username: input.username }
  const user = await tx.user.findUnique({ where, select: { id: true, username: true, disabled: true } })
  if (!user) throw new Refusal('not-found', 'user not found', 'member-unknown-user')
  if (user.disabled) throw new Refusal('invalid', `user ${user.username} is disabled`, 'member-disabled-user')
  return user
}

/** Asked before the role is, as in Harbor; two additions at the same moment meet at the unique index. */
async function refuseMember(tx: Tx, projectId: number, userId: number): Promise<void> {
  if ((await tx.projectMember.count({ where: { projectId, userId } })) > 0) throw isMember()
}

const isMember = (): Refusal => new Refusal('conflict', 'The project member specified already exist', 'member-exists')
