import 'server-only'
import type { Actor } from '../rights/actor'
import { change } from '../rights/change'
import { now } from '../clock'
import { db, type Tx } from '../store/db'
import { isUniqueViolation, Refusal } from '../errors'
import { refuseSecrets } from '../secrets/secret'
import { profileTarget } from './find'
import { ownAccount } from './own-account'
import { provePassword } from './prove-password'

export type Profile = { email: string | null; realName: string; comment: string | null }

type ProfileChange = {
  /** What is not named stays. */
  profile: Partial<Profile>
  /** What was shown before: *stale* where one of the changed fields has become something else since. */
  seen?: Partial<Profile>
  /** For another address of one's own: the present password, or that this very request has proved it. */
  proof?: { present: string } | 'proved'
}

const isSelf = (actor: Actor, id: number): boolean => actor.kind === 'user' && actor.id === id

/** What of whom is changed: one's own by who may change that, another's by who may change users. */
export function profileChange(actor: Actor, id: number) {
  const permission = isSelf(actor, id) ? 'account:update' : 'user:update'
  return { permission, operation: 'user.update', find: (tx: Tx) => profileTarget(tx, id, isSelf(actor, id)) } as const
}

/**
 * Changes what is told of a user, already checked: by a system admin, or of oneself. *Conflict* on an address that is
 * another user's. That mail arrives at an address counts for that one alone. Mail will be a way to an account, so a
 * session alone must not lead it elsewhere: another address of one's own needs the present password.
 */
export async function updateProfile(actor: Actor, id: number, { profile, seen, proof }: ProfileChange): Promise<void> {
  const provedFor = isSelf(actor, id) && proof && proof !== 'proved' ? await proved(actor, proof.present) : undefined
  const { permission, operation, find } = profileChange(actor, id)
  const changes = changedFrom(seen, profile)
  let username = ''
  try {
    await change(actor, permission, operation, find, async (tx, user) => {
      username = user.username
      const wanted = { email: user.email, realName: user.realName, comment: user.comment, ...changes }
      refuseStale(user, changes, seen)
      const isElsewhere = user.email !== wanted.email
      if (isElsewhere && isSelf(actor, id) && proof === undefined) throw unproved()
      refuseSecrets({ 'real name': wanted.realName, 'e-mail address': wanted.email, comment: wanted.comment })
      const data = { ...wanted, ...(isElsewhere && { emailVerifiedAt: null }), updatedAt: now() }
      // What was proved is the password of a moment ago.
      const { count } = await tx.user.updateMany({ where: { id, passwordHash: provedFor }, data })
      if (count === 0) throw new Refusal('stale', 'the user was changed meanwhile', 'user-changed')
      const before = { email: user.email, realName: user.realName, comment: user.comment }
      return { result: undefined, before, after: wanted }
    })
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw new Refusal('conflict', `user ${username} or email ${profile.email} already exists`, 'email-taken')
  }
}

/** The hash of the password that was proved: of a moment ago. */
async function proved(actor: Actor, present: string): Promise<string | undefined> {
  const account = (await ownAccount(db(), actor))?.row
  if (account) await provePassword(actor, account, present, 'user.update')
  return account?.passwordHash
}

const unproved = () =>
  new Refusal(
    'forbidden',
    "another e-mail address of one's own needs the present password: by Basic, or in the console",
    'password-needed',
  )

const namesIn = (profile: Partial<Profile>) => Object.keys(profile) as (keyof Profile)[]

/** Two who change different fields do not undo each other. */
const changedFrom = (seen: Partial<Profile> = {}, profile: Partial<Profile>): Partial<Profile> =>
  Object.fromEntries(
    namesIn(profile)
      .filter((name) => profile[name] !== seen[name])
      .map((name) => [name, profile[name]]),
  )

function refuseStale(present: Profile, changes: Partial<Profile>, seen: Partial<Profile> = {}): void {
  const isFresh = (name: keyof Profile) =>
    seen[name] === undefined || seen[name] === present[name] || changes[name] === present[name]
  if (namesIn(changes).every(isFresh)) return
  throw new Refusal('stale', 'the user was changed meanwhile', 'user-changed')
}
