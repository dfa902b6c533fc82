import 'server-only'
import type { Tx } from '../store/db'
import { Refusal } from '../errors'
import { userTarget } from './find'

/**
 * The user as `userTarget` finds it, with the number of enabled system admins. It makes changes to them wait for each
 * other: the rows of all are locked until the transaction ends, by an update that changes nothing, before anything else
 * is read, so that the rights of who acts, too, are those after the other change.
 */
export async function userAmongAdmins(tx: Tx, id: number) {
  const enabled = { isAdmin: true, disabled: false }
  const { count: admins } = await tx.user.updateMany({ where: enabled, data: { isAdmin: true } })
  const target = await userTarget(tx, id)
  return target && { ...target, row: { ...target.row, admins } }
}

/** Refuses to lose the last enabled system admin, of a user that `userAmongAdmins` found in this transaction. */
export function keepAnAdmin(user: { isAdmin: boolean; disabled: boolean; admins: number }): void {
  if (!user.isAdmin || user.disabled || user.admins > 1) return
  throw new Refusal('invalid', 'this is the last enabled system admin', 'user-last-admin')
}
