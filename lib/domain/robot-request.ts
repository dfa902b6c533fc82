import type { Access } from './access'
import { maxDurationDays, neverExpires } from './expiry'
import { isGrantable, type PermissionLevel } from './permission-catalog'
import { maxDescriptionLength, maxLoginNameLength, robotNamePattern } from './robot-name'
import type { WireRobotRequest } from './wire/robot'

/** What a request of the API gives in one place: the system, all projects (`*`), or a project by its name. */
export type RequestedGrant =
  { scope: 'system' | 'all-projects'; access: Access[] } | { scope: 'project'; project: string; access: Access[] }

/** A request whose own rules hold. No duration = none was given. */
export type RobotRequest = { level: PermissionLevel; description: string; durationDays?: number } & Placed
/** Where the robot is to live; what it names as its project may be no project at all. */
type Placed = { projectName: string | null; grants: RequestedGrant[] }

export type Checked<Value> = { ok: true; value: Value } | { ok: false; message: string }
const refused = (message: string) => ({ ok: false as const, message })

/** Harbor's rule for a new robot's name. Its length counts with the project, so only what cannot fit is refused here. */
export function nameFault(name: string): string | null {
  if (name.length > maxLoginNameLength) return `robot name must not exceed ${maxLoginNameLength} characters`
  return robotNamePattern.test(name) ? null : 'robot name is not in lower case or contains illegal characters'
}

/**
 * Harbor's rules for what a creation and an update send, in its order and its words. Where something else than a
 * wrong value is the matter (no such project, no right), the verbs say so.
 */
export function checkRobotRequest(
  request: Omit<WireRobotRequest, 'name' | 'disable' | 'secret'>,
): Checked<RobotRequest> {
  const { duration: durationDays, level = '', permissions = [], description = '' } = request
  if (durationDays !== undefined && !isDuration(durationDays))
    return refused(
      `bad request error duration input: ${durationDays}, duration must be either -1(Never) or a positive integer`,
    )
  if (description.length > maxDescriptionLength)
    return refused(`robot description must not exceed ${maxDescriptionLength} characters`)
  if (level !== 'system' && level !== 'project') return refused(`bad request error level input: ${brief(level)}`)
  if (permissions.length === 0 || permissions.includes(null)) return refused('bad request empty permission')
  if (permissions.some((each) => !each?.access?.length || each.access.includes(null)))
    return refused('bad request empty access')
  if (level === 'project' && permissions.length > 1) return refused('bad request permission')

  const grants: RequestedGrant[] = []
  for (const permission of permissions) {
    const grant = checkPermission(permission!)
    if (!grant.ok) return grant
    grants.push(grant.value)
  }
  const projectName = level === 'project' ? (permissions[0]!.namespace ?? '') : null
  return { ok: true, value: { level, description, durationDays, projectName, grants } }
}

type WirePermission = NonNullable<NonNullable<WireRobotRequest['permissions']>[number]>

function checkPermission({ kind = '', namespace = '', access = [] }: WirePermission): Checked<RequestedGrant> {
  if (kind !== 'system' && kind !== 'project') return refused(`bad request permission level: ${brief(kind)}`)
  const pairs: Access[] = []
  for (const each of access) {
    const { resource = '', action = '', effect = '' } = each!
    if (!isGrantable(kind, { resource, action }))
      return refused(`bad request permission: ${brief(resource)}:${brief(action)}`)
    // Harbor stores any effect; here it would turn a denial into a permission.
    if (effect !== '' && effect !== 'allow') return refused(`bad request permission effect: ${brief(effect)}`)
    pairs.push({ resource, action })
  }
  if (kind === 'project') return { ok: true, value: placed(namespace, pairs) }
  return namespace === '/' ? { ok: true, value: { scope: 'system', access: pairs } } : refused('unknown namespace')
}

const placed = (namespace: string, access: Access[]): RequestedGrant =>
  namespace === '*' ? { scope: 'all-projects', access } : { scope: 'project', project: namespace, access }

const isDuration = (days: number): boolean => days === neverExpires || (days >= 1 && days <= maxDurationDays)

/** What a sentence repeats of a value that somebody sent. */
const brief = (text: string): string => text.slice(0, 100)
