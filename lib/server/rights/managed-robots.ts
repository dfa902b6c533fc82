import 'server-only'
import { rolePermissions, type Permission, type Role } from '@/lib/domain/permissions/role'
import type { Actor } from './actor'
import { forbidden, rightsIn } from './authorize'
import { Prisma } from '../generated/sqlite/client'
import { db } from '../store/db'
import { Refusal } from '../errors'

/** The robots that somebody manages: those of these projects (SQL for their ids), or every robot there is (null). */
export type ManagedRobots = { kind: 'managed'; projects: Prisma.Sql | null }

const managing: Permission[] = ['robot:list', 'robot:create', 'robot:update', 'robot:delete']
/** Roles that may do with a project's robots whatever there is to do. */
const managers = (Object.keys(rolePermissions) as Role[]).filter((role) =>
  managing.every((permission) => rolePermissions[role].includes(permission)),
)

/** Asked of the rows as they stand when the statement runs, and however many they are. */
const managedProjects = (userId: number): Prisma.Sql => Prisma.sql`SELECT "projectId" FROM "ProjectMember"
  JOIN "User" ON "User"."id" = "userId"
  WHERE "userId" = ${userId} AND "disabled" = ${false} AND "role" IN (${Prisma.join(managers)})`

/**
 * What the rights in the system and in each project come to for a list over all of them: every robot for a system admin,
 * for anybody else those of the projects that they manage, which may be none. Pages' own: *forbidden* for robots.
 */
export async function managedRobots(actor: Actor): Promise<ManagedRobots> {
  if (actor.kind === 'anonymous') throw new Refusal('unauthorized', 'unauthorized')
  const { role } = await rightsIn(db(), actor, { kind: 'system' })
  if (role === 'systemAdmin') return { kind: 'managed', projects: null }
  if (actor.kind === 'user') return { kind: 'managed', projects: managedProjects(actor.id) }
  throw forbidden(actor, null)
}

/** Whether there is any project whose robots this user manages; a system admin manages them without one. */
export async function managesProjects(userId: number): Promise<boolean> {
  const rows = await db().$queryRaw<object[]>`${managedProjects(userId)} LIMIT 1`
  return rows.length > 0
}
