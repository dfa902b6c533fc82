import 'server-only'
import { maxAuditedNames } from '@/lib/domain/audit/audit-fields'
import type { Actor } from '../rights/actor'
import type { AuditFields } from '../rights/record'
import { change } from '../rights/change'
import type { Tx } from '../store/db'
import { Refusal } from '../errors'
import { projectTargetById, type ProjectRecord } from './find'
import { lockProject } from './lock'

/**
 * Deletes a project with everything in it: its robots and their secrets, which stop working with this transaction, what
 * system robots were granted on it, and its members. Answers how many robots went along.
 */
export async function removeProject(actor: Actor, id: number): Promise<{ robots: number }> {
  return change(
    actor,
    'project:delete',
    'project.delete',
    (tx) => projectTargetById(tx, id),
    async (tx, project) => {
      await lockProject(tx, project)
      const before = await emptyProject(tx, project)
      const { count } = await tx.project.deleteMany({ where: { id } })
      if (count === 0) throw new Refusal('not-found', 'not found', 'project-gone')
      return { result: { robots: before.robots }, before }
    },
  )
}

/** Deletes what is in it and tells how much that was. The foreign keys would do it too, but would not count. */
async function emptyProject(tx: Tx, project: ProjectRecord): Promise<AuditFields & { robots: number }> {
  const where = { projectId: project.id }
  const named = await tx.robot.findMany({
    where,
    select: { name: true },
    orderBy: { name: 'asc' },
    take: maxAuditedNames,
  })
  const robots = await tx.robot.deleteMany({ where })
  // The robots of the project took their own grants along: what is left are those of system robots.
  const grants = await tx.robotGrant.deleteMany({ where })
  const members = await tx.projectMember.deleteMany({ where })
  return {
    public: project.public,
    robots: robots.count,
    robotNames: named.map(({ name }) => name),
    systemRobotGrants: grants.count,
    members: members.count,
  }
}
