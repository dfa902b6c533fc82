import 'server-only'
import { fullName } from '@/lib/domain/robot-name'
import type { RobotRow } from '@/lib/domain/robot-row'
import type { AuditResource } from '../rights/record'
import type { Scope } from '../rights/authorize'
import type { Target } from '../rights/change'
import type { Tx } from '../store/db'
import { projectScope } from '../projects/find'

/** What every robot is read with. Not its grants: a system robot may have thousands. */
export const robotFields = { project: { select: { id: true, name: true, public: true } } } as const
/** With the one grant of a project's robot. */
export const projectRobotFields = { ...robotFields, grants: { select: { access: true } } } as const

export type RobotRecord = NonNullable<Awaited<ReturnType<typeof findRobot>>>

export const findRobot = (tx: Tx, id: number) => tx.robot.findUnique({ where: { id }, include: robotFields })

/** A robot's name with prefix and project; a legacy robot's is the prefix of its time and the bare account. */
export function robotFullName(
  prefix: string,
  robot: { name: string; legacy: boolean; project: { name: string } | null },
): string {
  return robot.legacy ? `robot$${robot.name}` : fullName(prefix, robot.project?.name ?? null, robot.name)
}

export const robotResource = (prefix: string, robot: RobotRecord): AuditResource => ({
  type: 'robot',
  id: robot.id,
  name: robotFullName(prefix, robot),
  project: robot.project ? { id: robot.project.id, name: robot.project.name } : undefined,
})

export const robotScope = (robot: RobotRecord): Scope =>
  robot.project ? projectScope(robot.project) : { kind: 'system' }

/** The robot of this id as the target of a change, for `change()`. */
export async function robotTarget(tx: Tx, prefix: string, id: number): Promise<Target<RobotRecord> | null> {
  const robot = await findRobot(tx, id)
  if (!robot) return null
  return {
    row: robot,
    scope: robotScope(robot),
    resource: robotResource(prefix, robot),
    seenWith: 'robot:read',
  }
}

/** Plain data for pages, with what the robot may do. */
export function toRobotRow(
  prefix: string,
  robot: RobotRecord,
  grants: Pick<RobotRow, 'access' | 'allProjectsAccess' | 'projectCount'>,
): RobotRow {
  return {
    id: robot.id,
    level: robot.project ? 'project' : 'system',
    name: robot.name,
    fullName: robotFullName(prefix, robot),
    description: robot.description,
    disabled: robot.disabled,
    legacy: robot.legacy,
    durationDays: robot.durationDays,
    expiresAt: robot.expiresAt === null ? null : Number(robot.expiresAt),
    createdAt: robot.createdAt.toISOString(),
    lastUsedAt: robot.lastUsedAt === 0n ? null : Number(robot.lastUsedAt),
    ...grants,
    version: robot.version,
  }
}
