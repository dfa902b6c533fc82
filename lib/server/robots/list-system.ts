import 'server-only'
import { accessKeys, decodeAccess } from '@/lib/domain/access'
import type { Page, RobotListQuery } from '@/lib/domain/list-query'
import { searchTerm } from '@/lib/domain/robot-name'
import type { RobotRow } from '@/lib/domain/robot-row'
import type { Actor } from '../rights/actor'
import { rightsIn } from '../rights/authorize'
import { now } from '../clock'
import { db } from '../store/db'
import { Refusal } from '../errors'
import { inOrder } from '../store/filtered-ids'
import { readSettings } from '../settings/read'
import { robotFields, toRobotRow, type RobotRecord } from './find'
import { robotPageIds } from './page-ids'

/** The system's robots as a page shows them. `may` is for courtesy; `at` is the server's clock, in milliseconds. */
export type SystemRobots = Page<RobotRow> & {
  context: { level: 'system'; project: null; prefix: string; defaultDurationDays: number }
  may: { create: boolean; update: boolean; delete: boolean }
  at: number
}

/** One page of the system's robots, their projects counted only: the number of queries does not depend on either. */
export async function listSystemRobots(actor: Actor, query: RobotListQuery): Promise<SystemRobots> {
  if (actor.kind === 'anonymous') throw new Refusal('unauthorized', 'unauthorized')
  const rights = await rightsIn(db(), actor, { kind: 'system' })
  if (!rights.may('robot:list')) throw new Refusal('forbidden', 'forbidden')

  const { robotNamePrefix: prefix, robotDurationDays: defaultDurationDays } = await readSettings(db())
  const term = searchTerm(query.search, prefix, null)
  const { ids, total } = await robotPageIds('system', term, query)
  const robots = await db().robot.findMany({ where: { id: { in: ids } }, include: robotFields })
  return {
    rows: await toRows(prefix, inOrder(ids, robots)),
    total,
    context: { level: 'system', project: null, prefix, defaultDurationDays },
    may: { create: rights.may('robot:create'), update: rights.may('robot:update'), delete: rights.may('robot:delete') },
    at: now().getTime(),
  }
}

async function toRows(prefix: string, robots: RobotRecord[]): Promise<RobotRow[]> {
  const robotId = { in: robots.map(({ id }) => id) }
  const [wide, counts] = await Promise.all([
    db().robotGrant.findMany({
      where: { robotId, scope: { in: ['system', 'all-projects'] } },
      select: { robotId: true, scope: true, access: true },
    }),
    db().robotGrant.groupBy({ by: ['robotId'], where: { robotId, scope: 'project' }, _count: { id: true } }),
  ])
  return robots.map((robot) => {
    const accessIn = (scope: string) => {
      const grant = wide.find((each) => each.robotId === robot.id && each.scope === scope)
      return grant && accessKeys(decodeAccess(grant.access))
    }
    return toRobotRow(prefix, robot, {
      access: accessIn('system') ?? [],
      allProjectsAccess: accessIn('all-projects') ?? null,
      projectCount: counts.find((each) => each.robotId === robot.id)?._count.id ?? 0,
    })
  })
}
