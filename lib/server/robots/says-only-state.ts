import 'server-only'
import { encodeAccess, type Access } from '@/lib/domain/access'
import type { WireRobotRequest } from '@/lib/domain/wire/robot'
import { db } from '../store/db'
import { inChunks } from '../store/in-chunks'
import { readSettings } from '../settings/read'
import { robotFullName, type RobotRecord } from './find'

/** What a robot holds, or is asked to hold, by place (`project alpha`); the access in its canonical text. */
type Places = Map<string, string>

/**
 * Whether a body of the API's PUT says nothing of a robot but whether it is disabled: what else it names is as stored.
 * Then nothing else is to be judged, since stopping a robot must not depend on whether the rest of it, old as it may
 * be, would be taken today. What is missing says nothing, too, but for a description beside permissions: such a body
 * describes a whole robot, and is an edit that empties it.
 */
export async function saysOnlyState(
  robot: RobotRecord,
  { name, level, duration, description, permissions, self_rotation: mayRotate }: Omit<WireRobotRequest, 'secret'>,
): Promise<boolean> {
  const fullName = robotFullName((await readSettings(db())).robotNamePrefix, robot)
  const isEdit = !robot.legacy && permissions !== undefined && permissions.length > 0
  const same =
    (name ?? fullName) === fullName &&
    (level ?? robot.level) === robot.level &&
    (duration ?? robot.durationDays) === robot.durationDays &&
    (mayRotate ?? robot.mayRotateSince !== null) === (robot.mayRotateSince !== null) &&
    (description ?? (isEdit ? '' : robot.description)) === robot.description
  if (!same || permissions === undefined) return same
  const asked = placesIn(permissions)
  return asked !== null && holdsExactly(robot, asked)
}

async function holdsExactly(robot: RobotRecord, asked: Places): Promise<boolean> {
  const held = await heldPlaces(robot.id)
  const others = [...asked.keys()].filter((place) => !held.has(place))
  // A copy of a system robot may name projects that were deleted since. Whose robot lies in a project asks in vain
  // which others exist.
  const gone = robot.level === 'system' ? await missing(others) : new Set<string>()
  const rest = [...asked].filter(([place]) => !gone.has(place))
  return rest.length === held.size && rest.every(([place, access]) => held.get(place) === access)
}

async function heldPlaces(robotId: number): Promise<Places> {
  const select = { scope: true, access: true, project: { select: { name: true } } } as const
  const grants = await db().robotGrant.findMany({ where: { robotId }, select })
  const place = (scope: string, project: { name: string } | null) =>
    scope === 'system' ? 'system /' : `project ${project?.name ?? '*'}`
  return new Map(grants.map(({ scope, project, access }) => [place(scope, project), access]))
}

/** Those of the places that are projects which do not exist. */
async function missing(places: string[]): Promise<Set<string>> {
  const names = places.filter((place) => /^project (?!\*$)/.test(place)).map((place) => place.slice('project '.length))
  const rows = await inChunks(names, (chunk) =>
    db().project.findMany({ where: { name: { in: chunk } }, select: { name: true } }),
  )
  const existing = new Set(rows.flat().map(({ name }) => name))
  return new Set(names.filter((name) => !existing.has(name)).map((name) => `project ${name}`))
}

/** Null for what no robot can hold. */
function placesIn(permissions: NonNullable<WireRobotRequest['permissions']>): Places | null {
  const places = new Map<string, Access[]>()
  for (const permission of permissions) {
    if (!permission) return null
    const place = `${permission.kind} ${permission.namespace}`
    const pairs = places.get(place) ?? []
    for (const each of permission.access ?? []) {
      if (each?.resource === undefined || each.action === undefined) return null
      if (each.effect && each.effect !== 'allow') return null
      pairs.push({ resource: each.resource, action: each.action })
    }
    places.set(place, pairs)
  }
  return new Map([...places].map(([place, access]) => [place, encodeAccess(access)]))
}
