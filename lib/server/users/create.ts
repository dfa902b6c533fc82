import 'server-only'
import { unknownName } from '@/lib/domain/audit/audit-row'
import type { CreateUserInput } from '@/lib/domain/users/user-schema'
import type { Actor } from '../rights/actor'
import { mayChange, theSystem } from '../rights/authorize'
import { change, type Target } from '../rights/change'
import { db } from '../store/db'
import { isUniqueViolation, Refusal } from '../errors'
import { refuseSecrets } from '../secrets/secret'
import { hashChosen } from '../secrets/stored-secret'
import { formerPrefixes } from '../settings/former-prefixes'
import { readSettings } from '../settings/read'
import { generatePassword } from './generate-password'
import { insertUser } from './insert'

/** The password only when it was generated: show it, once. */
type CreatedUser = { id: number; password: string | null }

/** An address is unverified until mail was proved to arrive there; `comment` is kept for clients of the API. */
export type NewUser = Omit<CreateUserInput, 'email'> & { email?: string; comment?: string }

/** For a refusal: what was to become a name may be anything. */
export const newUserTarget = async (): Promise<Target<null>> => ({
  ...theSystem,
  row: null,
  resource: { type: 'user', name: unknownName },
})

/**
 * Makes a user; already parsed by `createUserInput`. Without a password one is generated and answered. A name that would
 * read as a robot's is refused.
 */
export async function createUser(actor: Actor, input: NewUser): Promise<CreatedUser> {
  const { username, realName, isAdmin, comment } = input
  const email = input.email || undefined
  const password = input.password ?? generatePassword()
  // Before the transaction: a slow hash must not hold up the one writer. And only for who may create users.
  const mayCreate = await mayChange(actor, 'user:create', async () => theSystem)
  const passwordHash = mayCreate ? (await hashChosen(password)).hash : null
  try {
    return await change(actor, 'user:create', 'user.create', newUserTarget, async (tx) => {
      if (passwordHash === null) throw new Refusal('stale', 'the rights changed meanwhile: try again')
      refuseSecrets({ name: username, 'real name': realName, 'e-mail address': email, comment })
      const former = await formerPrefixes(tx)
      for (const prefix of [(await readSettings(tx)).robotNamePrefix, ...former.map((each) => each.prefix)])
        refuseRobotName(prefix, username)
      const { id } = await insertUser(tx, { username, passwordHash, realName, isAdmin, email, comment })
      return {
        result: { id, password: input.password === undefined ? password : null },
        resource: { type: 'user', id, name: username },
        after: { realName, isAdmin, ...(email && { email }) },
      }
    })
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw await taken(username, email)
  }
}

/** In Harbor's words that one of the two is taken, and for pages which. */
async function taken(username: string, email?: string): Promise<Refusal> {
  const isName = email === undefined || (await db().user.count({ where: { username } })) > 0
  const what = email === undefined ? username : `${username} or email ${email}`
  return new Refusal('conflict', `user ${what} already exists`, isName ? 'user-exists' : 'email-taken')
}

function refuseRobotName(prefix: string, username: string) {
  if (!username.toLowerCase().startsWith(prefix.toLowerCase())) return
  throw new Refusal(
    'invalid',
    `a user's name must not start with the prefix of robot accounts (${prefix})`,
    'user-name-robot',
  )
}
