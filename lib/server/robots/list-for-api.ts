import 'server-only'
import type { ApiPage } from '@/lib/domain/api-list'
import { parseHarborQuery, parseInteger, type QueryCondition } from '@/lib/domain/harbor-query'
import type { Page } from '@/lib/domain/list-query'
import type { Actor } from '../actor'
import { rightsIn, type Scope } from '../authorize'
import { db } from '../db'
import { Refusal } from '../errors'
import { Prisma } from '../generated/sqlite/client'
import { filteredIds, inOrder, type Columns } from '../harbor-filter'
import { projectScope } from '../projects/find'
import { readSettings } from '../settings/read'
import { robotFullName } from './find'

/** By Harbor's names; a robot's name there is what it logs in with, without prefix. */
const columns: Columns = {
  id: { sql: '"id"', type: 'integer' },
  name: { sql: 'COALESCE("loginName", "name")', type: 'text' },
  description: { sql: '"description"', type: 'text' },
  duration: { sql: '"durationDays"', type: 'integer' },
  // Harbor stores -1 for never.
  expiresat: { sql: 'COALESCE("expiresAt", -1)', type: 'integer' },
  disabled: { sql: '"disabled"', type: 'boolean' },
  creatortype: { sql: '"creatorType"', type: 'text' },
  creatorref: { sql: '"creatorRef"', type: 'integer' },
  creationtime: { sql: '"createdAt"', type: 'time' },
  updatetime: { sql: '"updatedAt"', type: 'time' },
}

export type ApiRobotList = ApiPage & { q: string; sort: string }
export type ApiRobot = Awaited<ReturnType<typeof findRobots>>[number] & { fullName: string }

/**
 * One page of robots as `GET /robots` asks for them: those of one project (`Level=project,ProjectID=n`), otherwise the
 * system's. *Not found* when the actor may not see the project, *forbidden* when not the robots.
 */
export async function listRobotsForApi(actor: Actor, { q, sort, page, size }: ApiRobotList): Promise<Page<ApiRobot>> {
  if (actor.kind === 'anonymous') throw new Refusal('unauthorized', 'unauthorized')
  const query = parseHarborQuery(q)
  if (!query.ok) throw new Refusal('invalid', query.message)
  const scope = await scopeOf(query.conditions)
  if (!scope) throw new Refusal('not-found', 'project not found')
  const rights = await rightsIn(db(), actor, scope)
  if (!rights.may('robot:list')) {
    const sees = scope.kind === 'system' || rights.may('project:read')
    throw sees ? new Refusal('forbidden', 'forbidden') : new Refusal('not-found', 'project not found')
  }
  const within =
    scope.kind === 'project' ? Prisma.sql`"projectId" = ${scope.projectId}` : Prisma.sql`"level" = 'system'`
  const { conditions } = query
  const { ids, total } = await filteredIds('Robot', columns, within, { conditions, sort, page, size })
  const [{ robotNamePrefix }, robots] = await Promise.all([readSettings(db()), findRobots(ids)])
  const rows = inOrder(ids, robots).map((robot) => ({ ...robot, fullName: robotFullName(robotNamePrefix, robot) }))
  return { rows, total }
}

/** Which robots are meant; null for a project that does not exist. These two keys are spelled exactly so. */
async function scopeOf(conditions: readonly QueryCondition[]): Promise<Scope | null> {
  const exact = (wanted: string) => {
    const match = conditions.findLast(({ key }) => key === wanted)?.match
    if (match && match.kind !== 'exact') throw new Refusal('invalid', `${wanted} takes a single value`)
    return match?.value.text
  }
  const level = exact('Level') ?? 'system'
  if (level === 'system') return { kind: 'system' }
  if (level !== 'project') throw new Refusal('invalid', `Level must be system or project, not ${level}`)
  const id = parseInteger(exact('ProjectID') ?? '')
  if (id === null || id <= 0)
    throw new Refusal('invalid', 'Level=project needs a ProjectID, which is a positive integer')
  const project =
    id < 2 ** 31 ? await db().project.findUnique({ where: { id }, select: { id: true, public: true } }) : null
  return project && projectScope(project)
}

const findRobots = (ids: number[]) =>
  db().robot.findMany({
    where: { id: { in: ids } },
    include: {
      project: { select: { id: true, name: true } },
      grants: {
        select: { scope: true, access: true, project: { select: { name: true } } },
        orderBy: { id: 'asc' },
      },
    },
  })
