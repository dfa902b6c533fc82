import { z } from 'zod'
import { maybe, wireBoolean, wireInteger, wireList, wireObject, wireText, wireTime } from './values'

// Harbor's bodies for robots. Requests check the types only; what the values may be is said in
// lib/server/http/api/robot-request.ts, since its refusals are 400 with Harbor's sentences.

/** Not Harbor's: patterns of the repositories that a permission is narrowed to. */
const repositories = maybe(wireList(wireText))
const access = wireObject({
  resource: maybe(wireText),
  action: maybe(wireText),
  effect: maybe(wireText),
  repositories,
})
const permission = wireObject({
  kind: maybe(wireText),
  namespace: maybe(wireText),
  repositories,
  access: maybe(wireList(access.nullable())),
})
const permissions = maybe(wireList(permission.nullable()))

/** `RobotCreate`. */
export const robotCreate = wireObject({
  name: maybe(wireText),
  description: maybe(wireText),
  level: maybe(wireText),
  duration: maybe(wireInteger),
  disable: maybe(wireBoolean),
  secret: maybe(wireText),
  // Ours: whether it may rotate its own secret.
  self_rotation: maybe(wireBoolean),
  permissions,
})

/** `Robot`, as an update sends it: what cannot be changed is ignored, `name` and `level` must be the robot's. */
export const robotUpdate = wireObject({
  name: maybe(wireText),
  description: maybe(wireText),
  level: maybe(wireText),
  duration: maybe(wireInteger),
  disable: maybe(wireBoolean),
  self_rotation: maybe(wireBoolean),
  permissions,
})
type RobotCreate = z.output<typeof robotCreate>
export type WireRobotRequest = Omit<RobotCreate, 'self_rotation'> & Partial<Pick<RobotCreate, 'self_rotation'>>

/** Not in Harbor: what becomes of the secret of before, at once nothing being said. */
const oldSecret = wireObject({
  stop: maybe(wireText),
  hours: maybe(wireInteger),
  at: maybe(wireText),
  ends: maybe(wireText),
})

/** `RobotSec`: no secret = generate one. */
export const robotSecret = wireObject({ secret: maybe(wireText), old_secret: maybe(oldSecret) })

const answeredRepositories = z.array(z.string()).optional()
const answeredPermission = z.object({
  kind: z.enum(['system', 'project']),
  namespace: z.string(),
  repositories: answeredRepositories,
  access: z.array(
    z.object({
      resource: z.string(),
      action: z.string(),
      effect: z.literal('allow'),
      repositories: answeredRepositories,
    }),
  ),
})

/** `Robot`, as it is answered. */
export const robotAnswer = z.object({
  id: z.int(),
  name: z.string(),
  description: z.string().optional(),
  level: z.enum(['system', 'project']),
  duration: z.int(),
  editable: z.boolean(),
  disable: z.boolean(),
  expires_at: z.int(),
  self_rotation: z.literal(true).optional(),
  permissions: z.array(answeredPermission),
  creator_type: z.string(),
  creator_ref: z.int().optional(),
  creation_time: wireTime,
  update_time: wireTime,
})

/** `RobotCreated`: the secret only where it was generated. */
export const robotCreated = z.object({
  id: z.int(),
  name: z.string(),
  secret: z.string().optional(),
  creation_time: wireTime,
  expires_at: z.int(),
})
export const refreshedSecret = z.object({ secret: z.string().optional() })

/** Ours: for how long the old secret goes on. */
export const selfRotationRequest = wireObject({ hours: maybe(wireInteger) })
