import { z } from 'zod'
import { isTypableSecret } from '../texts/secret-rule'

/** Letters, digits and `. _ @ -`: never the `$` or `+` of robot names, so that a user cannot pass for a robot. */
const userNamePattern = /^[A-Za-z0-9](?:[A-Za-z0-9._@-]*[A-Za-z0-9])?$/
export const maxUserNameLength = 255
export const maxRealNameLength = 255
const maxEmailLength = 255

// Messages are keys of the `users.invalid` texts.

export const userName = z.string().max(maxUserNameLength, 'username').regex(userNamePattern, 'username')
/** The same rule as for a robot's chosen secret: 8 to 128, upper case, lower case, digit, no white space. */
const newPassword = z.string().refine(isTypableSecret, 'password')

/** One address is one user's, letter by letter: as the API has it. */
export const emailAddress = z.email('email').max(maxEmailLength, 'email')
/** Nothing typed = none. */
const maybeEmail = z
  .string()
  .trim()
  .refine((text) => text === '' || emailAddress.safeParse(text).success, 'email')
const realName = z.string().trim().max(maxRealNameLength, 'realName')

export const createUserInput = z.object({
  username: userName,
  /** None = generate one. */
  password: newPassword.optional(),
  realName: realName.default(''),
  email: maybeEmail.default(''),
  isAdmin: z.boolean().default(false),
})
export type CreateUserInput = z.output<typeof createUserInput>

const userId = z.number().int().positive()
export const setUserAdminInput = z.object({ id: userId, isAdmin: z.boolean() })
export const setUserDisabledInput = z.object({ id: userId, disabled: z.boolean() })
/** No password = generate one. */
export const resetPasswordInput = z.object({ id: userId, password: newPassword.optional() })
export const removeUserInput = z.object({ id: userId })

/** What is told of a user, as forms hold it; '' = nothing. */
export const profileForm = z.object({ realName, email: maybeEmail })
export type ProfileForm = z.output<typeof profileForm>
const storedProfile = ({ realName, email }: ProfileForm) => ({ realName, email: email || null })
const seenText = z.string().max(1_000)
/** `seen` is what the form came with: what somebody else has changed since is not overwritten. */
const profileChange = {
  profile: profileForm.transform(storedProfile),
  seen: z.object({ realName: seenText, email: seenText }).transform(storedProfile),
}
export const updateUserInput = z.object({ id: userId, ...profileChange })

const sameTwice = <Form extends { password: string; confirmation: string }>({ password, confirmation }: Form) =>
  password === confirmation
const mismatch = { path: ['confirmation'], message: 'passwordMismatch' }

/** A new password typed twice. */
export const chosenPasswordForm = z
  .object({ password: newPassword, confirmation: z.string() })
  .refine(sameTwice, mismatch)

/** The form for a new user, without the password, which is a form of its own. */
export const newUserForm = z.object({
  username: userName,
  realName: z.string().max(maxRealNameLength, 'realName'),
  email: maybeEmail,
  isAdmin: z.boolean(),
})
export type NewUserForm = z.infer<typeof newUserForm>

/** Bounded like a sign-in: which of it is wrong the verb says. */
const presentPassword = z.string().min(1, 'present').max(1024, 'present')

/** One's own profile; another address asks for the present password. */
export const updateOwnProfileInput = z.object({ ...profileChange, present: presentPassword.optional() })

/** One's own password, changed by who knows the present one. */
export const changePasswordInput = z
  .object({ present: presentPassword, password: newPassword })
  .refine(({ present, password }) => present !== password, { path: ['password'], message: 'passwordSame' })
export const changePasswordForm = z
  .object({ present: presentPassword, password: newPassword, confirmation: z.string() })
  .refine(sameTwice, mismatch)
  .refine(({ present, password }) => present !== password, { path: ['password'], message: 'passwordSame' })

/** What a sign-in form may send. Bounds only: which of it was wrong is never said. */
export const credentials = z.object({
  username: z.string().min(1).max(maxUserNameLength),
  password: z.string().min(1).max(1024),
})
