import { z } from 'zod'
import { maybe, wireBoolean, wireObject, wireText, wireTime } from './values'

const atMost = (length: number) => wireText.max(length, `should be at most ${length} chars long`)

/** `UserCreationReq`. */
export const userRequest = wireObject({
  username: maybe(atMost(255)),
  password: maybe(wireText),
  realname: maybe(wireText),
  email: maybe(atMost(255)),
  comment: maybe(wireText),
})

/** `UserProfile`. */
export const profileRequest = wireObject({
  email: maybe(atMost(255)),
  realname: maybe(wireText),
  comment: maybe(wireText),
})

/** `PasswordReq`; what could be no password is not looked at. */
export const passwordRequest = wireObject({
  old_password: maybe(atMost(1_024)),
  new_password: maybe(atMost(1_024)),
})

/** `UserSearchRespItem`. */
export const foundUserAnswer = z.object({ user_id: z.int(), username: z.string() })

/** `UserSysAdminFlag`. */
export const adminFlagRequest = wireObject({ sysadmin_flag: maybe(wireBoolean) })

/** `UserResp`. */
export const userAnswer = z.object({
  user_id: z.int(),
  username: z.string(),
  email: z.string().optional(),
  realname: z.string().optional(),
  comment: z.string().optional(),
  sysadmin_flag: z.boolean(),
  admin_role_in_auth: z.boolean(),
  creation_time: wireTime,
  update_time: wireTime,
})

/** `Permission`: the resource is `.` for the scope itself. */
export const permissionAnswer = z.object({ resource: z.string(), action: z.string() })
/** `Permissions`. */
export const permissionsAnswer = z.object({
  system: z.array(permissionAnswer).nullable(),
  project: z.array(permissionAnswer),
})
