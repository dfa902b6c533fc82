import 'server-only'
import type { Actor } from '../rights/actor'
import { change } from '../rights/change'
import { now } from '../clock'
import type { Tx } from '../store/db'
import { isUniqueViolation, Refusal } from '../errors'
import { refuseSecrets } from '../secrets/secret'
import { profileTarget } from './find'

export type Profile = { email: string; realName: string; comment: string | null }

/** What of whom is changed: one's own by who may change that, another's by who may change users. */
export function profileChange(actor: Actor, id: number) {
  const isSelf = actor.kind === 'user' && actor.id === id
  const permission = isSelf ? 'account:update' : 'user:update'
  return { permission, operation: 'user.update', find: (tx: Tx) => profileTarget(tx, id, isSelf) } as const
}

/**
 * Replaces what is told of a user, already checked: by a system admin, or of oneself. *Conflict* on an address that is
 * another user's. That mail arrives at an address counts for that one alone.
 */
export async function updateProfile(actor: Actor, id: number, { email, realName, comment }: Profile): Promise<void> {
  const { permission, operation, find } = profileChange(actor, id)
  let username = ''
  try {
    await change(actor, permission, operation, find, async (tx, user) => {
      username = user.username
      refuseSecrets({ 'real name': realName, 'e-mail address': email, comment })
      const proved = user.email === email ? {} : { emailVerifiedAt: null }
      const data = { email, realName, comment, ...proved, updatedAt: now() }
      const { count } = await tx.user.updateMany({ where: { id }, data })
      if (count === 0) throw new Refusal('not-found', 'not found', 'user-gone')
      const before = { email: user.email, realName: user.realName, comment: user.comment }
      return { result: undefined, before, after: { email, realName, comment } }
    })
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw new Refusal('conflict', `user ${username} or email ${email} already exists`, 'user-exists')
  }
}
