import 'server-only'
import type { Actor } from '../rights/actor'
import { change } from '../rights/change'
import { now } from '../clock'
import { Refusal } from '../errors'
import { refuseSelf, userTarget } from './find'
import { keepAnAdmin, lockAdmins } from './keep-an-admin'

/**
 * Disables or enables a user. Disabling ends every session, which enabling does not bring back. Refused (*invalid*) for
 * oneself and for the last enabled system admin.
 */
export async function setUserDisabled(
  actor: Actor,
  { id, disabled }: { id: number; disabled: boolean },
): Promise<void> {
  let admins = 0
  await change(
    actor,
    'user:update',
    disabled ? 'user.disable' : 'user.enable',
    async (tx) => {
      admins = await lockAdmins(tx)
      return userTarget(tx, id)
    },
    async (tx, user) => {
      refuseSelf(actor, id)
      if (disabled) keepAnAdmin(admins, user)
      const { count } = await tx.user.updateMany({ where: { id }, data: { disabled, updatedAt: now() } })
      if (count === 0) throw new Refusal('not-found', 'not found', 'user-gone')
      if (disabled) await tx.session.deleteMany({ where: { userId: id } })
      return { result: undefined, before: { disabled: user.disabled }, after: { disabled } }
    },
  )
}
