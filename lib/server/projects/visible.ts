import 'server-only'
import type { Actor } from '../rights/actor'
import { rightsIn } from '../rights/authorize'
import { db } from '../store/db'
import { Prisma } from '../generated/sqlite/client'
import type { Columns } from '../store/query-columns'

/** What a list of projects may be filtered and sorted by, under Harbor's names. */
export const projectColumns: Columns = {
  projectid: { sql: '"id"', type: 'integer' },
  name: { sql: '"name"', type: 'name', searched: '"name"' },
  ownerid: { sql: '"ownerId"', type: 'integer' },
  public: { sql: '"public"', type: 'boolean' },
  creationtime: { sql: '"createdAt"', type: 'time' },
  updatetime: { sql: '"updatedAt"', type: 'time' },
}

/**
 * What is listed for whom: projects that a user may read, and, as in Harbor, those in which a robot holds anything at
 * all, whether or not that lets it read the project itself.
 */
export async function visibleProjects(actor: Actor): Promise<Prisma.Sql> {
  const { role } = await rightsIn(db(), actor, { kind: 'system' })
  if (role === 'systemAdmin') return Prisma.sql`1 = 1`
  const open = Prisma.sql`"public" = ${true}`
  if (actor.kind === 'user') {
    const members = Prisma.sql`SELECT "projectId" FROM "ProjectMember" JOIN "User" ON "User"."id" = "userId"
      WHERE "userId" = ${actor.id} AND "disabled" = ${false}`
    return Prisma.sql`(${open} OR "id" IN (${members}))`
  }
  if (actor.kind !== 'robot') return open
  const reads = actor.grants.filter(({ access }) => access.length > 0)
  if (reads.some(({ scope }) => scope === 'all-projects')) return Prisma.sql`1 = 1`
  const named = Prisma.sql`SELECT "projectId" FROM "RobotGrant" WHERE "robotId" = ${actor.id} AND "scope" = 'project'`
  return Prisma.sql`(${open} OR "id" IN (${named}))`
}
