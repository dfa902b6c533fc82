import { z } from 'zod'
import { isTypableSecret } from './secret-rule'

/** Letters, digits and `. _ @ -`: never the `$` or `+` of robot names, so that a user cannot pass for a robot. */
export const userNamePattern = /^[A-Za-z0-9](?:[A-Za-z0-9._@-]*[A-Za-z0-9])?$/
export const maxUserNameLength = 255
export const maxRealNameLength = 255

// Messages are keys of the `users.invalid` texts.

export const userName = z.string().max(maxUserNameLength, 'username').regex(userNamePattern, 'username')
/** The same rule as for a robot's chosen secret: 8 to 128, upper case, lower case, digit, no white space. */
export const newPassword = z.string().refine(isTypableSecret, 'password')

export const createUserInput = z.object({
  username: userName,
  password: newPassword,
  realName: z.string().trim().max(maxRealNameLength, 'realName').default(''),
  isAdmin: z.boolean().default(false),
})
export type CreateUserInput = z.output<typeof createUserInput>

/** What a sign-in form may send. Bounds only: which of it was wrong is never said. */
export const credentials = z.object({
  username: z.string().min(1).max(maxUserNameLength),
  password: z.string().min(1).max(1024),
})
export type Credentials = z.output<typeof credentials>
