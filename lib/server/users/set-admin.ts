import 'server-only'
import type { Actor } from '../rights/actor'
import { change } from '../rights/change'
import { now } from '../clock'
import { Refusal } from '../errors'
import { keepAnAdmin, userAmongAdmins } from './keep-an-admin'

/** Makes a user a system admin, or takes it back. Refused (*invalid*) for the last enabled one, oneself or not. */
export async function setUserAdmin(actor: Actor, { id, isAdmin }: { id: number; isAdmin: boolean }): Promise<void> {
  await change(
    actor,
    'user:update',
    'user.update',
    (tx) => userAmongAdmins(tx, id),
    async (tx, user) => {
      if (!isAdmin) keepAnAdmin(user)
      const { count } = await tx.user.updateMany({ where: { id }, data: { isAdmin, updatedAt: now() } })
      if (count === 0) throw new Refusal('not-found', 'not found', 'user-gone')
      return { result: undefined, before: { isAdmin: user.isAdmin }, after: { isAdmin } }
    },
  )
}
