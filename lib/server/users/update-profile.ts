import 'server-only'
import type { Actor } from '../rights/actor'
import { change } from '../rights/change'
import { now } from '../clock'
import { isUniqueViolation, Refusal } from '../errors'
import { refuseSecrets } from '../secrets/secret'
import { profileTarget } from './find'

export type Profile = { email: string; realName: string; comment: string | null }

/**
 * Replaces what is told of a user, already checked: by a system admin, or of oneself. *Conflict* on an address that is
 * another user's. That mail arrives at an address counts for that one alone.
 */
export async function updateProfile(actor: Actor, id: number, { email, realName, comment }: Profile): Promise<void> {
  const isSelf = actor.kind === 'user' && actor.id === id
  let username = ''
  try {
    await change(
      actor,
      isSelf ? 'account:update' : 'user:update',
      'user.update',
      (tx) => profileTarget(tx, id, isSelf),
      async (tx, user) => {
        username = user.username
        refuseSecrets({ 'real name': realName, 'e-mail address': email, comment })
        const proved = user.email === email ? {} : { emailVerifiedAt: null }
        const data = { email, realName, comment, ...proved, updatedAt: now() }
        const { count } = await tx.user.updateMany({ where: { id }, data })
        if (count === 0) throw new Refusal('not-found', 'not found', 'user-gone')
        const before = { email: user.email, realName: user.realName, comment: user.comment }
        return { result: undefined, before, after: { email, realName, comment } }
      },
    )
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw new Refusal('conflict', `user ${username} or email ${email} already exists`, 'user-exists')
  }
}
