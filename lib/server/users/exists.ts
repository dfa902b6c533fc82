import 'server-only'
import type { Actor } from '../rights/actor'
import { rightsToRead, theSystem } from '../rights/authorize'
import { db } from '../store/db'
import { builtInUserId } from './built-in'

/**
 * Whether a user other than the built-in one has this name or address, exactly; of anything else Harbor tells whether
 * there is any. For system admins.
 */
export async function userExists(actor: Actor, target: string | null, value: string): Promise<boolean> {
  await rightsToRead(actor, 'user:list', theSystem)
  // No stored text holds a NUL, and PostgreSQL refuses to look for one.
  if (value.includes('\0')) return false
  const fields = target === 'username' ? { username: value } : target === 'email' ? { email: value } : {}
  return (await db().user.count({ where: { ...fields, id: { not: builtInUserId } } })) > 0
}
