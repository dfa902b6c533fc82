import 'server-only'
import type { Access } from '@/lib/domain/permissions/access'
import { maxDurationDays, neverExpires } from '@/lib/domain/robots/expiry'
import { isGrantable } from '@/lib/domain/permissions/permission-catalog'
import { maxDescriptionLength, maxLoginNameLength, robotNamePattern } from '@/lib/domain/robots/robot-name'
import type { AskedAccess, PlacedAccess } from '@/lib/domain/permissions/grant'
import type { RobotSpec } from '@/lib/domain/robots/robot-schema'
import type { WireRobotRequest } from '@/lib/domain/wire/robot'
import { badRequest } from '../exchange/error-body'
import { askedAccess } from './repositories-request'

// Harbor's rules for what a creation and an update send, in its order and its words. Where something else than a wrong
// value is the matter (no such project, no right), the verbs say so.

/** What a creation asks for. An empty secret is none. */
export function newRobotSpec({ secret, ...request }: WireRobotRequest): RobotSpec {
  const { name = '' } = request
  if (name.length > maxLoginNameLength) throw badRequest(`robot name must not exceed ${maxLoginNameLength} characters`)
  if (!robotNamePattern.test(name)) throw badRequest('robot name is not in lower case or contains illegal characters')
  return { ...askedSpec(request), name, secret }
}

export type WireRobotEdit = Omit<WireRobotRequest, 'secret'>

/** What a creation and an update ask for but the name: what is left out is empty, but for a duration. */
export function askedSpec({ level = '', description = '', ...request }: WireRobotEdit): Omit<RobotSpec, 'name'> {
  const { duration: durationDays, disable: disabled = false, permissions = [], self_rotation: mayRotate } = request
  if (durationDays !== undefined && !isDuration(durationDays))
    throw badRequest(
      `bad request error duration input: ${durationDays}, duration must be either -1(Never) or a positive integer`,
    )
  if (description.length > maxDescriptionLength)
    throw badRequest(`robot description must not exceed ${maxDescriptionLength} characters`)
  if (level !== 'system' && level !== 'project') throw badRequest(`bad request error level input: ${brief(level)}`)
  const places = placesOf(level, permissions)
  // Of a project's robot, whose only place it is. What it names may be no project at all.
  const project = level === 'project' ? { name: permissions[0]?.namespace ?? '' } : null
  return { level, project, description, durationDays, disabled, mayRotate, grants: { places } }
}

type WirePermissions = NonNullable<WireRobotRequest['permissions']>
type WirePermission = NonNullable<WirePermissions[number]>

function placesOf(level: string, permissions: WirePermissions): PlacedAccess[] {
  const whole = permissions.filter((each) => each !== null)
  if (whole.length === 0 || whole.length < permissions.length) throw badRequest('bad request empty permission')
  if (whole.some(({ access }) => !access?.length || access.includes(null))) throw badRequest('bad request empty access')
  if (level === 'project' && whole.length > 1) throw badRequest('bad request permission')
  const access = askedAccess()
  return whole.map((permission) => placeOf(permission, access))
}

type Narrow = (permission: WirePermission, access: readonly Access[]) => AskedAccess

function placeOf(permission: WirePermission, narrow: Narrow): PlacedAccess {
  const { kind = '', namespace = '', access: pairs = [] } = permission
  if (kind !== 'system' && kind !== 'project') throw badRequest(`bad request permission level: ${brief(kind)}`)
  const access = pairs.map((pair): Access => {
    const { resource = '', action = '', effect = '' } = pair!
    if (!isGrantable(kind, { resource, action }))
      throw badRequest(`bad request permission: ${brief(resource)}:${brief(action)}`)
    // Harbor stores any effect; here it would turn a denial into a permission.
    if (effect !== '' && effect !== 'allow') throw badRequest(`bad request permission effect: ${brief(effect)}`)
    return { resource, action }
  })
  if (kind === 'system' && namespace !== '/') throw badRequest('unknown namespace')
  const asked = narrow(permission, access)
  if (kind === 'system') return { scope: 'system', ...asked }
  return namespace === '*'
    ? { scope: 'all-projects', ...asked }
    : { scope: 'project', project: { name: namespace }, ...asked }
}

const isDuration = (days: number): boolean => days === neverExpires || (days >= 1 && days <= maxDurationDays)

/** What a sentence repeats of a value that somebody sent. */
const brief = (text: string): string => text.slice(0, 100)
