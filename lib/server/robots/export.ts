import 'server-only'
import { accessKeys, decodeAccess } from '@/lib/domain/permissions/access'
import { groupsOf } from '@/lib/domain/permissions/access-groups'
import { toldPatterns } from '@/lib/domain/patterns/told-patterns'
import { expiryDate } from '@/lib/domain/robots/expiry'
import type { RobotsAsked } from '@/lib/domain/lists/list-query'
import type { RobotRow } from '@/lib/domain/robots/robot-row'
import type { Actor } from '../rights/actor'
import { managedRobots } from '../rights/managed-robots'
import { nowSeconds } from '../clock'
import { db } from '../store/db'
import { idsBetween } from '../store/filtered-ids'
import { inChunks } from '../store/in-chunks'
import { currentNames } from '../settings/current'
import { robotConditions } from './asked'
import { pageColumns } from './list-columns'
import { robotRows } from './list-rows'

/** So many ids are looked at by one statement, and so many robots are in memory at once. */
const stretch = 5_000
const rowsAtOnce = 200
/** Of what a robot may do in single projects, so many different sets are told. */
const maxSets = 20

/** A robot as it is exported: plain texts and times, no secret and no hash. */
export type ExportedRobot = {
  name: string
  id: number
  level: string
  project: string | null
  enabled: 'true' | 'false'
  state: 'active' | 'disabled' | 'expired'
  createdAt: Date
  expiresAt: Date | string
  lastUsedAt: Date | null
  selfRotation: 'true' | 'false'
  createdBy: string | null
  description: string
  permissions: string
}

/**
 * All robots that the actor manages and the search and filters let through, in the order of their ids, part by part
 * however many there are. Refuses at once as `managedRobots` does, asks it again for every part, and ends with `signal`.
 */
export async function exportRobots(
  actor: Actor,
  asked: RobotsAsked,
  signal?: AbortSignal,
): Promise<AsyncIterable<ExportedRobot>> {
  await managedRobots(actor)
  return parts(actor, asked, signal)
}

async function* parts(actor: Actor, asked: RobotsAsked, signal?: AbortSignal): AsyncGenerator<ExportedRobot> {
  const { settings, prefixes } = await currentNames()
  const newest = await db().robot.findFirst({ orderBy: { id: 'desc' }, select: { id: true } })
  for (let after = 0; after < (newest?.id ?? 0) && !signal?.aborted; after += stretch) {
    const listed = await managedRobots(actor)
    const { scope, conditions } = robotConditions(listed, prefixes, asked)
    const columns = pageColumns(listed, asked.filter)
    const ids = await idsBetween('Robot', columns, scope, { conditions, after, upTo: after + stretch })
    for (let start = 0; start < ids.length; start += rowsAtOnce) {
      yield* await exported(settings.robotNamePrefix, ids.slice(start, start + rowsAtOnce))
    }
  }
}

async function exported(prefix: string, ids: number[]): Promise<ExportedRobot[]> {
  const robots = await robotRows(prefix, ids, { makers: true })
  const inProjects = await setsInProjects(robots.filter(({ projectCount }) => projectCount > 0).map(({ id }) => id))
  return robots.map((robot) => toExported(robot, inProjects.get(robot.id) ?? []))
}

function toExported(robot: RobotRow, inProjects: readonly string[]): ExportedRobot {
  const { id, level, project, disabled, expiresAt, createdAt, lastUsedAt, maker, description, mayRotate } = robot
  const isExpired = expiresAt !== null && expiresAt <= nowSeconds()
  return {
    name: robot.fullName,
    id,
    level,
    project: project && project.name,
    enabled: disabled ? 'false' : 'true',
    state: disabled ? 'disabled' : isExpired ? 'expired' : 'active',
    createdAt: new Date(createdAt),
    expiresAt: expiresAt === null ? 'never' : (expiryDate(expiresAt) ?? 'beyond any calendar'),
    lastUsedAt: lastUsedAt === null ? null : new Date(lastUsedAt * 1000),
    selfRotation: mayRotate ? 'true' : 'false',
    createdBy: maker,
    description,
    permissions: permissionsText(robot, inProjects),
  }
}

/** `repository:pull, only (app/*, base, not app/internal/**) repository:push + tag:create`. */
const inWords = (access: readonly string[]): string =>
  groupsOf(access)
    .map(({ repositories, keys }) =>
      repositories === null
        ? keys.join(', ')
        : `only (${toldPatterns(repositories, (pattern) => `not ${pattern}`)}) ${keys.join(' + ')}`,
    )
    .join(', ')

/** `repository:pull, repository:push`, at each place that a system robot reaches. */
function permissionsText({ level, access, allProjectsAccess }: RobotRow, inProjects: readonly string[]): string {
  if (level === 'project') return inWords(access)
  return [
    ...(access.length > 0 ? [`system: ${inWords(access)}`] : []),
    ...(allProjectsAccess ? [`all projects: ${inWords(allProjectsAccess)}`] : []),
    ...inProjects,
  ].join('; ')
}

/** In how many single projects system robots hold which permissions, a text for each set. */
async function setsInProjects(robotIds: readonly number[]): Promise<Map<number, string[]>> {
  const texts = new Map<number, string[]>()
  const sets = await inChunks(robotIds, (chunk) =>
    db().robotGrant.groupBy({
      by: ['robotId', 'access'],
      where: { robotId: { in: chunk }, scope: 'project' },
      _count: { id: true },
      orderBy: [{ robotId: 'asc' }, { _count: { id: 'desc' } }, { access: 'asc' }],
    }),
  )
  for (const { robotId, access, _count } of sets.flat()) {
    const known = texts.get(robotId) ?? []
    texts.set(robotId, known)
    if (known.length > maxSets) continue
    const where = _count.id === 1 ? '1 project' : `${_count.id} projects`
    known.push(known.length === maxSets ? 'and others' : `${where}: ${inWords(accessKeys(decodeAccess(access)))}`)
  }
  return texts
}
