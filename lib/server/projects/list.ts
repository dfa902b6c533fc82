import 'server-only'
import type { ListQuery, Page } from '@/lib/domain/lists/list-query'
import { isRole, rolePermissions, type Permission, type Role } from '@/lib/domain/permissions/role'
import type { ProjectRow, ProjectSort } from '@/lib/domain/projects/project-row'
import type { Actor } from '../rights/actor'
import { rightsIn } from '../rights/authorize'
import { db } from '../store/db'
import { filteredIds, inOrder } from '../store/filtered-ids'
import { projectColumns, visibleProjects } from './visible'

const sorts = { name: 'name', '-name': '-name', created: 'creation_time', '-created': '-creation_time' } as const

/** `mayCreate` is for courtesy; the verbs decide. */
type ProjectList = Page<ProjectRow> & { mayCreate: boolean }

/** One page of the projects the actor may see: all for a system admin, else the public ones and those it belongs to. */
export async function listProjects(actor: Actor, query: ListQuery<ProjectSort>): Promise<ProjectList> {
  const { role, may } = await rightsIn(db(), actor, { kind: 'system' })
  const text = query.search.trim()
  const { ids, total } = await filteredIds('Project', projectColumns, await visibleProjects(actor), {
    conditions: text === '' ? [] : [{ key: 'name', match: { kind: 'contains', text } }],
    sort: sorts[query.sort],
    page: query.page,
    size: query.size,
  })
  const projects = await db().project.findMany({ where: { id: { in: ids } }, select: fieldsFor(actor) })
  return {
    rows: inOrder(ids, projects).map((project) => toRow(project, role === 'systemAdmin')),
    total,
    mayCreate: may('project:create'),
  }
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
