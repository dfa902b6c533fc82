import 'server-only'
import type { z } from 'zod'
import { passwordFault } from '@/lib/domain/users/password-fault'
import { emailAddress, maxRealNameLength, userName } from '@/lib/domain/users/user-schema'
import type { profileRequest, userRequest } from '@/lib/domain/wire/user'
import type { NewUser } from '../../users/create'
import type { Profile } from '../../users/update-profile'
import { badRequest } from '../exchange/error-body'

const maxCommentLength = 30
const bytes = (text: string): number => new TextEncoder().encode(text).length

/** The user that a request asks for, or 400 with what is wrong first, in Harbor's order and words. */
export function newUserOf(request: z.output<typeof userRequest>): NewUser {
  const { username = '', password = '' } = request
  const fault = passwordFault(password)
  if (fault !== null) throw badRequest(fault)
  const { email, realName, comment } = profileOf(request)
  if (username === '') throw badRequest('username with illegal length')
  if (!userName.safeParse(username).success) throw badRequest('username contains illegal characters')
  return { username, password, realName, isAdmin: false, email, comment: comment ?? undefined }
}

/** What a request says of a user, all of it, or 400. */
export function profileOf({
  email = '',
  realname = '',
  comment = '',
}: z.output<typeof profileRequest>): Profile & { email: string } {
  if (email === '') throw badRequest("email can't be empty")
  if (!emailAddress.safeParse(email).success) throw badRequest('email with illegal format')
  if (realname === '' || bytes(realname) > maxRealNameLength) throw badRequest('realname with illegal length')
  if (/[,"~#%$]/.test(realname)) throw badRequest('realname contains illegal characters')
  if (bytes(comment) > maxCommentLength) throw badRequest('comment with illegal length')
  return { email, realName: realname, comment: comment || null }
}
