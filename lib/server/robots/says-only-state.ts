import 'server-only'
import { everyRepository } from '@/lib/domain/patterns/pattern-inclusion'
import { parsePatterns } from '@/lib/domain/patterns/repository-patterns'
import { decodeAccess, encodeAccess, unnarrowed, type Access } from '@/lib/domain/permissions/access'
import { asStored } from '@/lib/domain/permissions/access-groups'
import type { AskedAccess } from '@/lib/domain/permissions/grant'
import type { WireRobotRequest } from '@/lib/domain/wire/robot'
import { db } from '../store/db'
import { inChunks } from '../store/in-chunks'
import { readSettings } from '../settings/read'
import { robotFullName, type RobotRecord } from './find'

/** What a robot holds by place (`project alpha`), in its canonical text, and what it is asked to hold there. */
type Places = Map<string, string>
type Asked = Map<string, Required<AskedAccess>>

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

async function holdsExactly(robot: RobotRecord, asked: Asked): Promise<boolean> {
  const held = await heldPlaces(robot.id)
  const others = [...asked.keys()].filter((place) => !held.has(place))
  // A copy of a system robot may name projects that were deleted since. Whose robot lies in a project asks in vain
  // which others exist.
  const gone = robot.level === 'system' ? await missing(others) : new Set<string>()
  const rest = [...asked].filter(([place]) => !gone.has(place))
  return rest.length === held.size && rest.every(([place, access]) => comesTo(access, held.get(place)))
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

/** Whether what is asked for in a place is what is held there. */
const comesTo = ({ access, untold }: Required<AskedAccess>, held: string | undefined): boolean =>
  held !== undefined && encodeAccess([...access, ...asStored(decodeAccess(held), untold)]) === held

type WirePermission = NonNullable<NonNullable<WireRobotRequest['permissions']>[number]>
type WirePair = NonNullable<NonNullable<WirePermission['access']>[number]>

/** Null for what no robot can hold. */
function placesIn(permissions: NonNullable<WireRobotRequest['permissions']>): Asked | null {
  const places: Asked = new Map()
  for (const permission of permissions) {
    if (!permission) return null
    const place = `${permission.kind} ${permission.namespace}`
    const { access, untold } = places.get(place) ?? { access: [], untold: [] }
    const pairs = (permission.access ?? []).map((pair) => pair && askedPair(pair, permission))
    if (pairs.includes(null)) return null
    const told = pairs.filter((pair) => pair !== null)
    places.set(place, {
      access: [...access, ...told.flatMap(({ isTold, pair }) => (isTold ? [pair] : []))],
      untold: [...untold, ...told.flatMap(({ isTold, pair }) => (isTold ? [] : [pair]))],
    })
  }
  return places
}

function askedPair(
  { resource, action, effect, repositories }: WirePair,
  permission: WirePermission,
): { pair: Access; isTold: boolean } | null {
  if (resource === undefined || action === undefined || (effect && effect !== 'allow')) return null
  const list = repositories ?? permission.repositories
  if (!list) return { pair: { resource, action }, isTold: false }
  const parsed = parsePatterns(list)
  if ('fault' in parsed) return null
  const pair = { resource, action, repositories: parsed.ok }
  return { pair: parsed.ok === everyRepository ? unnarrowed(pair) : pair, isTold: true }
}
