import 'server-only'
import type { Actor } from '../rights/actor'
import { change } from '../rights/change'
import { now } from '../clock'
import { Refusal } from '../errors'
import { refuseSelf } from './find'
import { keepAnAdmin, userAmongAdmins } from './keep-an-admin'

/**
 * Disables or enables a user. Disabling ends every session, which enabling does not bring back. Refused (*invalid*) for
 * oneself and for the last enabled system admin.
 */
export async function setUserDisabled(
  actor: Actor,
  { id, disabled }: { id: number; disabled: boolean },
): Promise<void> {
  await change(
    actor,
    'user:update',
    disabled ? 'user.disable' : 'user.enable',
    (tx) => userAmongAdmins(tx, id),
    async (tx, user) => {
      refuseSelf(actor, id)
      if (disabled) keepAnAdmin(user)
      const { count } = await tx.user.updateMany({ where: { id }, data: { disabled, updatedAt: now() } })
      if (count === 0) throw new Refusal('not-found', 'not found', 'user-gone')
      if (disabled) await tx.session.deleteMany({ where: { userId: id } })
      return { result: undefined, before: { disabled: user.disabled }, after: { disabled } }
    },
  )
}
