import 'server-only'
import { holdsUncounted, type Seen } from '@/lib/domain/difference/less-access'
import {
  lessDifference,
  lessPlaces,
  minCountedDays,
  type LessAnswer,
  type NoLess,
} from '@/lib/domain/difference/less-proposal'
import { isSame } from '@/lib/domain/difference/robot-difference'
import { packedKeys } from '@/lib/domain/permissions/access'
import { dayOf, usageDays } from '@/lib/domain/registry/usage'
import { nowSeconds } from '../clock'
import { env } from '../env'
import type { Actor } from '../rights/actor'
import { rightsToRead } from '../rights/authorize'
import { db } from '../store/db'
import { countedSince } from '../usage/counted-since'
import { placeOf, readableRobot, type RobotRecord } from './find'
import { readGrants } from './grants'
import { bySet, byProject, heldPlaces } from './held-places'

/** More are not looked through: narrowed to these, nothing would be clearer. */
const maxRepositories = 5_000
const secondsPerDay = 86_400

/**
 * What would do for a robot, by what it was seen to do in the last 90 days. Saves nothing: an edit made from it carries
 * its version. For who may edit the robot, since it names repositories; *not found* for who may not see it.
 */
export async function proposeLess(actor: Actor, id: number): Promise<LessAnswer> {
  const { robot } = await readableRobot(actor, id)
  await rightsToRead(actor, 'robot:update', placeOf(robot), 'robot')
  if (robot.legacy) return { none: { reason: 'legacy' } }
  if (env().NOTIFICATIONS_TOKEN === undefined) return { none: { reason: 'off' } }
  const at = nowSeconds()
  const counted = await countedSince(dayOf(at - usageDays * secondsPerDay), dayOf(at))
  if (counted === null) return { none: { reason: 'silent' } }
  const made = dayOf(Math.floor(robot.createdAt.getTime() / 1000))
  const since = made > counted ? made : counted
  const days = (Date.parse(dayOf(at)) - Date.parse(since)) / 1000 / secondsPerDay
  if (days < minCountedDays) return { none: { reason: 'young', from: daysAfter(since, minCountedDays) } }
  const seen = await seenSince(id, since)
  if (seen.length > maxRepositories) return { none: { reason: 'many' } }
  if (seen.length === 0) return { none: unseen(robot, since) }
  return proposal(robot, seen, { since, days })
}

const daysAfter = (day: string, days: number): string => dayOf(Date.parse(day) / 1000 + days * secondsPerDay)

/** Who signs in and does nothing that is counted may call the API, or a registry that sends no notifications. */
const unseen = ({ lastUsedAt }: RobotRecord, since: string): NoLess => ({
  reason: Number(lastUsedAt) * 1000 >= Date.parse(since) ? 'uncounted' : 'unused',
})

async function seenSince(robotId: number, day: string): Promise<Seen[]> {
  const found = await db().robotUsage.groupBy({
    by: ['repository'],
    where: { robotId, day: { gte: day } },
    _sum: { pulls: true, pushes: true, deletes: true },
    orderBy: { repository: 'asc' },
    take: maxRepositories + 1,
  })
  return found.map(({ repository: name, _sum: { pulls, pushes, deletes } }) => ({
    name,
    pulls: pulls ?? 0,
    pushes: pushes ?? 0,
    deletes: deletes ?? 0,
  }))
}

async function proposal(
  robot: RobotRecord,
  repositories: readonly Seen[],
  window: { since: string; days: number },
): Promise<LessAnswer> {
  // Read after the version: what is changed between the two makes the edit stale.
  const grants = await readGrants(db(), robot.id)
  const { held, idOf, seen } = await heldPlaces(robot, grants, byProject(repositories))
  const less = lessPlaces(held, seen)
  if ('none' in less) return { none: { reason: less.none } }
  const { access, allProjects, projects } = less.places
  const difference = lessDifference(held, less.places)
  if (isSame(difference)) return { none: { reason: 'fits' } }
  return {
    less: {
      ...window,
      version: robot.version,
      repositories: repositories.length,
      keeps: grants.some((grant) => holdsUncounted([grant.access])),
      access: packedKeys(access),
      allProjects: allProjects && packedKeys(allProjects),
      projects: bySet(projects, idOf),
      difference,
    },
  }
}
