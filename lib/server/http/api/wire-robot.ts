import 'server-only'
import { patternsOf } from '@/lib/domain/patterns/repository-patterns'
import { accessKey, decodeAccess, unnarrowed, type Access } from '@/lib/domain/permissions/access'
import type { CreatedRobot } from '@/lib/domain/robots/robot-row'
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

/**
 * One for each place, since some clients look at the first alone. What all of it is narrowed to stands there, else each
 * pair says it, once for each set of repositories.
 */
function wirePermission({ scope, access: text, project }: ApiRobot['grants'][number]) {
  const place = scope === 'system' ? { kind: 'system', namespace: '/' } : { kind: 'project', namespace: project ?? '*' }
  const access = decodeAccess(text).sort(byName)
  const [alike, ...others] = new Set(access.map(({ repositories }) => repositories))
  if (others.length > 0)
    return { ...place, access: access.map((pair) => ({ ...wirePair(pair), ...narrowing(pair.repositories) })) }
  return { ...place, ...narrowing(alike), access: access.map(wirePair) }
}

const nameOf = (pair: Access): string => accessKey(unnarrowed(pair))
const byName = (one: Access, other: Access) => Number(nameOf(one) > nameOf(other)) - Number(nameOf(one) < nameOf(other))
/** `effect` always: clients that send it want it back, and there is no other. */
const wirePair = ({ resource, action }: Access) => ({ resource, action, effect: 'allow' as const })
const narrowing = (text: string | undefined) => (text === undefined ? {} : { repositories: patternsOf(text) })
