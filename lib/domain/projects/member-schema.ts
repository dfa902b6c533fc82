import { z } from 'zod'
import type { Role } from '../permissions/role'
import { maxUserNameLength } from '../users/user-schema'
import { projectName } from './project-schema'

// Messages are keys of the `members.invalid` texts.

/** From the most to the least that a member may do. */
export const rolesByRank = [
  'projectAdmin',
  'maintainer',
  'developer',
  'guest',
  'limitedGuest',
] as const satisfies Role[]

const memberId = z.number().int().positive()
const role = z.enum(rolesByRank)
/** Asked of a system admin who takes away the last project admin, so that it cannot happen by mistake. */
const leaveWithoutAdmin = z.boolean().default(false)

export const addMemberInput = z.object({
  project: projectName,
  username: z.string().trim().min(1, 'username').max(maxUserNameLength, 'username'),
  role,
})

/** `seen` is the role that was shown before: one that somebody else has given since is not overwritten. */
export const updateMemberInput = z.object({
  project: projectName,
  id: memberId,
  role,
  seen: role.optional(),
  leaveWithoutAdmin,
})
export type UpdateMemberInput = z.output<typeof updateMemberInput>

export const removeMembersInput = z.object({
  project: projectName,
  ids: z.array(memberId).min(1).max(100),
  leaveWithoutAdmin,
})
