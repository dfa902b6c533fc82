import 'server-only'
import { accessKeys, decodeAccess, type Access } from '@/lib/domain/access'
import type { AuditFields } from '../audit/record'
import type { Tx } from '../db'
import { auditedGrants, readGrants } from './system-grants'

type Audited = { description: string; durationDays: number; expiresAt: bigint | null; disabled: boolean }

/** What an auditor wants to know of a robot's state, besides its permissions: until when it works, and whether. */
export const auditedState = (robot: Audited): AuditFields => ({
  description: robot.description,
  durationDays: robot.durationDays,
  expiresAt: robot.expiresAt === null ? null : Number(robot.expiresAt),
  disabled: robot.disabled,
})

/** The same of a project's robot, with what it may do there. */
export const auditedFields = (robot: Audited, access: readonly Access[]): AuditFields => ({
  ...auditedState(robot),
  access: accessKeys(access),
})

/** A robot of either level as it stands, with everything it may do. */
export async function auditedRobot(tx: Tx, robot: Audited & { id: number; level: string }): Promise<AuditFields> {
  const grants = await readGrants(tx, robot.id)
  if (robot.level === 'system') return { ...auditedState(robot), ...(await auditedGrants(tx, grants)) }
  return auditedFields(
    robot,
    grants.flatMap(({ access }) => decodeAccess(access)),
  )
}
