import { z } from 'zod'
import { maybe, wireInteger, wireObject, wireText } from './values'

/** `ProjectMember`: a user by id or by name; groups are not here. */
export const memberRequest = wireObject({
  role_id: maybe(wireInteger),
  member_user: maybe(wireObject({ user_id: maybe(wireInteger), username: maybe(wireText) })),
  member_group: maybe(wireObject({ id: maybe(wireInteger), group_name: maybe(wireText) })),
})

/** `RoleRequest`. */
export const roleRequest = wireObject({ role_id: maybe(wireInteger) })

/** `ProjectMemberEntity`. */
export const memberAnswer = z.object({
  id: z.int(),
  project_id: z.int(),
  entity_name: z.string(),
  role_name: z.string(),
  role_id: z.int(),
  entity_id: z.int(),
  entity_type: z.literal('u'),
})
