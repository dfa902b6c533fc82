import 'server-only'
import type { Tx } from '../store/db'
import { Refusal } from '../errors'

/**
 * Makes changes to system admins wait for each other: the rows of all enabled ones are locked until the transaction
 * ends, by an update that changes nothing. Call it before anything else is read in the transaction, so that the rights
 * of who acts, too, are those after the other change. Answers how many there are.
 */
export async function lockAdmins(tx: Tx): Promise<number> {
  const { count } = await tx.user.updateMany({ where: { isAdmin: true, disabled: false }, data: { isAdmin: true } })
  return count
}

/** Refuses to lose the last enabled system admin. `admins` as `lockAdmins` answered it in this transaction. */
export function keepAnAdmin(admins: number, user: { isAdmin: boolean; disabled: boolean }): void {
  if (!user.isAdmin || user.disabled || admins > 1) return
  throw new Refusal('invalid', 'this is the last enabled system admin', 'user-last-admin')
}
