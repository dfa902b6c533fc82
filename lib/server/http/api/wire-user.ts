import 'server-only'
import { z } from 'zod'
import { typableSecretRule } from '@/lib/domain/secret-rule'
import { maxRealNameLength, newPassword, userName } from '@/lib/domain/user-schema'
import type { userRequest } from '@/lib/domain/wire/user'
import type { NewUser } from '../../users/create'
import type { ApiUser } from '../../users/list-for-api'
import { badRequest } from '../error-body'

/** `UserResp`. */
export const wireUser = ({ realName, email, comment, ...user }: ApiUser) => ({
  user_id: user.id,
  username: user.username,
  ...(email && { email }),
  ...(realName === '' ? {} : { realname: realName }),
  ...(comment && { comment }),
  sysadmin_flag: user.isAdmin,
  admin_role_in_auth: false,
  creation_time: user.createdAt.toISOString(),
  update_time: user.updatedAt.toISOString(),
})

const rules = z.object({
  username: userName,
  password: newPassword,
  realname: z.string().max(maxRealNameLength),
  email: z.union([z.literal(''), z.email()]),
  comment: z.string().max(1_000),
})
const sentences: Record<keyof z.output<typeof rules>, string> = {
  username: 'the user name must have letters, digits and . _ @ - only',
  password: `the password ${typableSecretRule}`,
  realname: `the real name must not exceed ${maxRealNameLength} characters`,
  email: 'the email address is not valid',
  comment: 'the comment must not exceed 1000 characters',
}

/** The user that a request asks for, or 400 with what is wrong first. */
export function newUserOf({
  username = '',
  password = '',
  realname = '',
  email = '',
  comment = '',
}: z.output<typeof userRequest>): NewUser {
  const parsed = rules.safeParse({ username, password, realname, email, comment })
  if (!parsed.success) throw badRequest(sentences[parsed.error.issues[0]!.path[0] as keyof typeof sentences])
  return {
    username,
    password,
    realName: realname.trim(),
    isAdmin: false,
    email: email || undefined,
    comment: comment || undefined,
  }
}
