import 'server-only'
import { loginName } from '@/lib/domain/robot-name'
import { robotCondition, type RobotFilter } from '@/lib/domain/robot-filter'
import { nowSeconds } from '../clock'
import { Prisma } from '../generated/sqlite/client'
import type { Columns } from '../store/filtered-ids'
import { searched } from '../store/search'

type Project = { id: number; name: string }

/** The robots of a project, or of the system (null). */
export const robotsOf = (project: Project | null): Prisma.Sql =>
  project ? Prisma.sql`"projectId" = ${project.id}` : Prisma.sql`"level" = 'system'`

/** What the pages search and sort by: the bare name, unlike the API's. Only legacy robots' names hold capitals. */
export const pageColumns = (project: Project | null): Columns => ({
  id: { sql: '"id"', type: 'integer' },
  name: { sql: '"name"', type: 'text', searched: project ? searched('robot', 'name') : '"name"' },
  created: { sql: '"createdAt"', type: 'time' },
  used: { sql: '"lastUsedAt"', type: 'integer' },
})

/** By Harbor's names; a robot's name there is what it logs in with, without prefix: in the system simply its name. */
export const apiColumns = (project: Project | null): Columns => ({
  id: { sql: '"id"', type: 'integer' },
  name: project ? loginNameIn(project) : { sql: '"name"', type: 'name', searched: '"name"' },
  description: { sql: '"description"', type: 'text', searched: searched('robot', 'description') },
  duration: { sql: '"durationDays"', type: 'integer' },
  // Harbor stores -1 for never.
  expiresat: { sql: 'COALESCE("expiresAt", -1)', type: 'integer' },
  disabled: { sql: '"disabled"', type: 'boolean' },
  creatortype: { sql: '"creatorType"', type: 'text', searched: '"creatorType"' },
  creatorref: { sql: '"creatorRef"', type: 'integer' },
  creationtime: { sql: '"createdAt"', type: 'time' },
  updatetime: { sql: '"updatedAt"', type: 'time' },
})

/**
 * A project's robots log in as `<project>+<name>`, but for legacy ones. Spelled with what the indexes hold, not with
 * the stored login name: the order is the same without what all begin with, and a name is looked up by its parts.
 */
function loginNameIn(project: Project): Columns[string] {
  const start = loginName(project.name, '')
  const composed = (name: string) => Prisma.sql`CASE WHEN "legacy" THEN ${Prisma.raw(name)} ELSE ${start} || "name" END`
  const named = (name: string, legacy: boolean) => Prisma.sql`("name" = ${name} AND "legacy" = ${legacy})`
  return {
    sql: composed('"name"'),
    type: 'name',
    searched: composed(searched('robot', 'name')),
    order: '"name"',
    equals: (name) => (name.startsWith(start) ? named(name.slice(start.length), false) : named(name, true)),
  }
}

export function filterCondition(filter: RobotFilter): Prisma.Sql {
  const condition = robotCondition(filter, nowSeconds())
  switch (condition.kind) {
    case 'unused-since': {
      const { since } = condition
      return Prisma.sql`"lastUsedAt" < ${since} AND "createdAt" <= ${new Date(since * 1000)}`
    }
    case 'never-used':
      return Prisma.sql`"lastUsedAt" = 0`
    case 'ends': {
      const after = condition.after === null ? Prisma.empty : Prisma.sql` AND "expiresAt" > ${condition.after}`
      return Prisma.sql`"expiresAt" <= ${condition.until}${after}`
    }
    case 'disabled':
      return Prisma.sql`"disabled" = ${true}`
  }
}
