import 'server-only'
import { now } from '../clock'
import type { Tx } from '../store/db'

type NewUserRow = {
  username: string
  passwordHash: string
  realName: string
  isAdmin: boolean
  email?: string
  comment?: string
}

/** Adds the row of a user, in the caller's transaction. */
export function insertUser(tx: Tx, user: NewUserRow): Promise<{ id: number; username: string }> {
  const at = now()
  return tx.user.create({ data: { ...user, createdAt: at, updatedAt: at }, select: { id: true, username: true } })
}
