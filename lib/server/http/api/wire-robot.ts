import 'server-only'
import { decodeAccess } from '@/lib/domain/access'
import type { CreatedRobot } from '@/lib/domain/robot-row'
import type { ApiRobot } from '../../robots/get'
import type { RotatedSecret } from '../../robots/rotate-own-secret'

// Harbor's spelling of our rows. It leaves out what is empty or zero, except where its contract says otherwise.

/** `Robot`: never with a secret. */
export const wireRobot = (robot: ApiRobot) => ({
  id: robot.id,
  name: robot.fullName,
  ...(robot.description === '' ? {} : { description: robot.description }),
  level: robot.level,
  duration: robot.durationDays,
  editable: !robot.legacy,
  disable: robot.disabled,
  expires_at: robot.expiresAt === null ? -1 : Number(robot.expiresAt),
  ...(robot.mayRotate ? { self_rotation: true } : {}),
  permissions: robot.grants.map((grant) => wirePermission(grant)),
  creator_type: robot.creatorType,
  ...(robot.creatorRef === 0 ? {} : { creator_ref: robot.creatorRef }),
  creation_time: robot.createdAt.toISOString(),
  update_time: robot.updatedAt.toISOString(),
})

/** `RobotCreated`. */
export const wireCreatedRobot = ({ id, name, secret, creationTime, expiresAt }: CreatedRobot) => ({
  id,
  name,
  ...(secret === null ? {} : { secret }),
  creation_time: creationTime,
  expires_at: expiresAt ?? -1,
})

/** Of a robot that has rotated its own secret. */
export const wireRotatedSecret = ({ name, secret, expiresAt, hours }: RotatedSecret) => ({
  name,
  secret,
  expires_at: expiresAt ?? -1,
  old_secret: { stop: 'after_first_use', hours },
})

/** `effect` always: clients that send it want it back, and there is no other. */
function wirePermission({ scope, access, project }: ApiRobot['grants'][number]) {
  const place = scope === 'system' ? { kind: 'system', namespace: '/' } : { kind: 'project', namespace: project ?? '*' }
  return { ...place, access: decodeAccess(access).map((pair) => ({ ...pair, effect: 'allow' as const })) }
}
