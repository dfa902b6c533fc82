import 'server-only'
import type { ApiPage } from '@/lib/domain/api-list'
import { parseHarborQuery, parseInteger, type QueryCondition } from '@/lib/domain/harbor-query'
import type { Page } from '@/lib/domain/list-query'
import { loginName } from '@/lib/domain/robot-name'
import type { Actor } from '../rights/actor'
import { refuseUnless } from '../rights/authorize'
import { db } from '../store/db'
import { Refusal } from '../errors'
import { Prisma } from '../generated/sqlite/client'
import { filteredIds, inOrder, type Columns } from '../store/filtered-ids'
import { projectScope } from '../projects/find'
import { searched } from '../store/search'
import { findApiRobots } from './get-for-api'

/** By Harbor's names; a robot's name there is what it logs in with, without prefix: in the system simply its name. */
const columns: Columns = {
  id: { sql: '"id"', type: 'integer' },
  name: { sql: '"name"', type: 'name', searched: '"name"' },
  description: { sql: '"description"', type: 'text', searched: searched('robot', 'description') },
  duration: { sql: '"durationDays"', type: 'integer' },
  // Harbor stores -1 for never.
  expiresat: { sql: 'COALESCE("expiresAt", -1)', type: 'integer' },
  disabled: { sql: '"disabled"', type: 'boolean' },
  creatortype: { sql: '"creatorType"', type: 'text', searched: '"creatorType"' },
  creatorref: { sql: '"creatorRef"', type: 'integer' },
  creationtime: { sql: '"createdAt"', type: 'time' },
  updatetime: { sql: '"updatedAt"', type: 'time' },
}

export type ApiRobotList = ApiPage & { q: string; sort: string }
export type ApiRobot = Awaited<ReturnType<typeof findApiRobots>>[number]

/**
 * One page of robots as `GET /robots` asks for them: those of one project (`Level=project,ProjectID=n`), otherwise the
 * system's. *Forbidden* for who may not list them; whether the project exists is told to system admins alone.
 */
export async function listRobotsForApi(actor: Actor, { q, sort, page, size }: ApiRobotList): Promise<Page<ApiRobot>> {
  if (actor.kind === 'anonymous') throw new Refusal('unauthorized', 'unauthorized')
  const query = parseHarborQuery(q)
  if (!query.ok) throw new Refusal('invalid', query.message)
  const { conditions } = query
  const where = await whereabouts(conditions)
  await refuseUnless(actor, 'robot:list', where && (where === 'system' ? { kind: 'system' } : projectScope(where)))
  const list = { conditions, sort, page, size }
  const { ids, total } =
    where && where !== 'system'
      ? await filteredIds('Robot', columnsIn(where.name), Prisma.sql`"projectId" = ${where.id}`, list)
      : await filteredIds('Robot', columns, Prisma.sql`"level" = 'system'`, list)
  return { rows: inOrder(ids, await findApiRobots(ids)), total }
}

/**
 * A project's robots log in as `<project>+<name>`, but for legacy ones. Spelled with what the indexes hold, not with
 * the stored login name: the order is the same without what all begin with, and a name is looked up by its parts.
 */
function columnsIn(project: string): Columns {
  const start = loginName(project, '')
  const composed = (name: string) => Prisma.sql`CASE WHEN "legacy" THEN ${Prisma.raw(name)} ELSE ${start} || "name" END`
  const named = (name: string, legacy: boolean) => Prisma.sql`("name" = ${name} AND "legacy" = ${legacy})`
  return {
    ...columns,
    name: {
      sql: composed('"name"'),
      type: 'name',
      searched: composed(searched('robot', 'name')),
      order: '"name"',
      equals: (name) => (name.startsWith(start) ? named(name.slice(start.length), false) : named(name, true)),
    },
  }
}

/** Whose robots are meant; null for a project that does not exist. These two keys are spelled exactly so. */
async function whereabouts(conditions: readonly QueryCondition[]) {
  const exact = (wanted: string) => {
    const match = conditions.findLast(({ key }) => key === wanted)?.match
    if (match && match.kind !== 'exact') throw new Refusal('invalid', `${wanted} takes a single value`)
    return match?.value.text
  }
  const level = exact('Level') ?? 'system'
  if (level === 'system') return 'system' as const
  if (level !== 'project') throw new Refusal('invalid', `Level must be system or project, not ${level}`)
  const id = parseInteger(exact('ProjectID') ?? '')
  if (id === null || id <= 0)
    throw new Refusal('invalid', 'Level=project needs a ProjectID, which is a positive integer')
  if (id >= 2 ** 31) return null
  return db().project.findUnique({ where: { id }, select: { id: true, name: true, public: true } })
}
