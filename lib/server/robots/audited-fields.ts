import 'server-only'
import type { AuditFields } from '../rights/record'
import type { Tx } from '../store/db'
import { auditedGrantChange, auditedGrants, type AuditedGrant } from './audited-grants'
import { readGrants } from './system-grants'

type State = { description: string; durationDays: number; expiresAt: bigint | null; disabled: boolean }

/** What an auditor wants to know of a robot's state, besides its permissions: until when it works, and whether. */
const auditedState = (robot: State): AuditFields => ({
  description: robot.description,
  durationDays: robot.durationDays,
  expiresAt: robot.expiresAt === null ? null : Number(robot.expiresAt),
  disabled: robot.disabled,
})

/** A robot as it stands, with what it may do: of a creation or a deletion. Reads its grants where none are given. */
export async function auditedRobot(
  tx: Tx,
  robot: State & { id: number; level: string },
  grants?: readonly AuditedGrant[],
): Promise<AuditFields> {
  return {
    ...auditedState(robot),
    ...(await auditedGrants(tx, robot.level, grants ?? (await readGrants(tx, robot.id)))),
  }
}

type Audited = { robot: State; grants: readonly AuditedGrant[] }

/** What an edit makes of a robot. */
export async function auditedEdit(
  tx: Tx,
  level: string,
  before: Audited,
  after: Audited,
): Promise<{ before: AuditFields; after: AuditFields }> {
  const change = await auditedGrantChange(tx, level, before.grants, after.grants)
  return {
    before: { ...auditedState(before.robot), ...change.before },
    after: { ...auditedState(after.robot), ...change.after },
  }
}
