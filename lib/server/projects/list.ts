import 'server-only'
import type { ListQuery, Page } from '@/lib/domain/list-query'
import type { ProjectRow, ProjectSort } from '@/lib/domain/project-row'
import { isRole, rolePermissions, type Role } from '@/lib/domain/role'
import type { Actor } from '../actor'
import { rightsIn } from '../authorize'
import { db } from '../db'
import { likePattern } from '../like'

// The id makes every order total: rows made in the same moment neither repeat nor vanish between pages.
const orders = {
  name: [{ name: 'asc' }],
  '-name': [{ name: 'desc' }],
  created: [{ createdAt: 'asc' }, { id: 'asc' }],
  '-created': [{ createdAt: 'desc' }, { id: 'desc' }],
} as const

/** One page of the projects the actor may see: all for a system admin, else the public ones and those it belongs to. */
export async function listProjects(actor: Actor, query: ListQuery<ProjectSort>): Promise<Page<ProjectRow>> {
  const { role } = await rightsIn(db(), actor, { kind: 'system' })
  const isAdmin = role === 'systemAdmin'
  const term = query.search.trim().toLowerCase()
  const where = {
    ...(isAdmin ? {} : visibleTo(actor)),
    ...(term === '' ? {} : { name: { contains: likePattern(term) } }),
  }
  const [projects, total] = await Promise.all([
    db().project.findMany({
      where,
      select: fieldsFor(actor),
      orderBy: [...orders[query.sort]],
      skip: (query.page - 1) * query.size,
      take: query.size,
    }),
    db().project.count({ where }),
  ])
  return { rows: projects.map((project) => toRow(project, isAdmin)), total }
}

/** What the rights of `authorize.ts` come to for a whole list: `project:read` in each. */
function visibleTo(actor: Actor) {
  if (actor.kind === 'user')
    return { OR: [{ public: true }, { members: { some: { userId: actor.id, user: { disabled: false } } } }] }
  if (actor.kind !== 'robot') return { public: true }
  if (actor.grants.some(({ scope }) => scope === 'all-projects')) return {}
  const ids = actor.grants.flatMap((grant) => (grant.scope === 'project' ? [grant.projectId] : []))
  return { OR: [{ public: true }, { id: { in: ids } }] }
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
  const seesRobots = role === 'systemAdmin' || (role !== null && rolePermissions[role].includes('robot:list'))
  return {
    id: project.id,
    name: project.name,
    public: project.public,
    role,
    robotCount: seesRobots ? project._count.robots : null,
    createdAt: project.createdAt.toISOString(),
  }
}

const memberRole = (role: string | undefined): Role | null => (role !== undefined && isRole(role) ? role : null)
