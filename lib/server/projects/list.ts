import 'server-only'
import type { QueryCondition } from '@/lib/domain/harbor-query'
import type { ListQuery, Page } from '@/lib/domain/list-query'
import type { ProjectRow, ProjectSort } from '@/lib/domain/project-row'
import { isRole, rolePermissions, type Permission, type Role } from '@/lib/domain/role'
import type { Actor } from '../actor'
import { rightsIn } from '../authorize'
import { db } from '../db'
import { Prisma } from '../generated/sqlite/client'
import { filteredIds, inOrder, type Columns } from '../harbor-filter'

const columns: Columns = {
  name: { sql: '"name"', type: 'text' },
  created: { sql: '"createdAt"', type: 'time' },
}

/** `mayCreate` is for courtesy; the verbs decide. */
export type ProjectList = Page<ProjectRow> & { mayCreate: boolean }

/** One page of the projects the actor may see: all for a system admin, else the public ones and those it belongs to. */
export async function listProjects(actor: Actor, query: ListQuery<ProjectSort>): Promise<ProjectList> {
  const { role, may } = await rightsIn(db(), actor, { kind: 'system' })
  const isAdmin = role === 'systemAdmin'
  const { search, sort, page, size } = query
  const term = search.trim()
  const conditions: QueryCondition[] = term === '' ? [] : [{ key: 'name', match: { kind: 'contains', text: term } }]
  const scope = isAdmin ? Prisma.sql`1 = 1` : visibleTo(actor)
  const { ids, total } = await filteredIds('Project', columns, scope, { conditions, sort, page, size })
  const projects = await db().project.findMany({ where: { id: { in: ids } }, select: fieldsFor(actor) })
  return {
    rows: inOrder(ids, projects).map((project) => toRow(project, isAdmin)),
    total,
    mayCreate: may('project:create'),
  }
}

/** What the rights of `authorize.ts` come to for a whole list: `project:read` in each. */
function visibleTo(actor: Actor): Prisma.Sql {
  const open = Prisma.sql`"public" = ${true}`
  if (actor.kind === 'user') {
    const members = Prisma.sql`SELECT m."projectId" FROM "ProjectMember" m JOIN "User" u ON u."id" = m."userId"
      WHERE u."id" = ${actor.id} AND u."disabled" = ${false}`
    return Prisma.sql`(${open} OR "id" IN (${members}))`
  }
  if (actor.kind !== 'robot') return open
  if (actor.grants.some(({ scope }) => scope === 'all-projects')) return Prisma.sql`1 = 1`
  const ids = actor.grants.flatMap((grant) => (grant.scope === 'project' ? [grant.projectId] : []))
  return ids.length === 0 ? open : Prisma.sql`(${open} OR "id" IN (${Prisma.join(ids)}))`
}

const fieldsFor = (actor: Actor) => ({
  id: true,
  name: true,
  public: true,
  createdAt: true,
  members: { where: { userId: actor.kind === 'user' ? actor.id : -1 }, select: { role: true } },
  _count: { select: { robots: true } },
})

type Found = {
  id: number
  name: string
  public: boolean
  createdAt: Date
  members: { role: string }[]
  _count: { robots: number }
}

function toRow(project: Found, isAdmin: boolean): ProjectRow {
  const role = isAdmin ? 'systemAdmin' : memberRole(project.members[0]?.role)
  const may = (permission: Permission) =>
    role === 'systemAdmin' || (role !== null && rolePermissions[role].includes(permission))
  return {
    id: project.id,
    name: project.name,
    public: project.public,
    role,
    robotCount: may('robot:list') ? project._count.robots : null,
    may: { update: may('project:update'), delete: may('project:delete') },
    createdAt: project.createdAt.toISOString(),
  }
}

const memberRole = (role: string | undefined): Role | null => (role !== undefined && isRole(role) ? role : null)
