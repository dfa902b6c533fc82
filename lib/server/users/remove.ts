import 'server-only'
import { actorName, type Actor } from '../rights/actor'
import { change } from '../rights/change'
import { now } from '../clock'
import type { Tx } from '../store/db'
import { isForeignKeyViolation, Refusal } from '../errors'
import { refuseSelf } from './find'
import { keepAnAdmin, userAmongAdmins } from './keep-an-admin'

/**
 * Deletes a user with sessions and memberships. The user's projects go on and belong to who deletes; what the user did
 * stays in the audit log under the name. Refused (*invalid*) for oneself and for the last enabled system admin.
 */
export async function removeUser(actor: Actor, id: number): Promise<void> {
  try {
    await change(
      actor,
      'user:delete',
      'user.delete',
      (tx) => userAmongAdmins(tx, id),
      async (tx, user) => {
        refuseSelf(actor, id)
        keepAnAdmin(user)
        const ownedProjects = await handOver(tx, actor, id)
        const memberships = await tx.projectMember.count({ where: { userId: id } })
        const { count } = await tx.user.deleteMany({ where: { id } })
        if (count === 0) throw new Refusal('not-found', 'not found', 'user-gone')
        const { realName, isAdmin, disabled } = user
        const before = { realName, isAdmin, disabled, memberships, ownedProjects }
        return {
          result: undefined,
          before,
          after: ownedProjects > 0 ? { projectsOwnedBy: actorName(actor) } : undefined,
        }
      },
    )
  } catch (error) {
    // The user has made a project in the same moment.
    if (isForeignKeyViolation(error)) throw new Refusal('stale', 'the user was changed meanwhile', 'user-changed')
    throw error
  }
}

/** Gives the user's projects to who acts, or to the first other system admin where that is no user. */
async function handOver(tx: Tx, actor: Actor, id: number): Promise<number> {
  const owned = await tx.project.count({ where: { ownerId: id } })
  if (owned === 0) return 0
  const ownerId = actor.kind === 'user' ? actor.id : await firstAdmin(tx, id)
  const { count } = await tx.project.updateMany({ where: { ownerId: id }, data: { ownerId, updatedAt: now() } })
  return count
}

async function firstAdmin(tx: Tx, except: number): Promise<number> {
  const admin = await tx.user.findFirst({
    where: { isAdmin: true, disabled: false, id: { not: except } },
    orderBy: { id: 'asc' },
    select: { id: true },
  })
  if (!admin) throw new Refusal('invalid', 'there is no other system admin to own the projects', 'user-last-admin')
  return admin.id
}
