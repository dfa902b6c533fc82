import 'server-only'
import { accessKeys, type Access } from '@/lib/domain/access'
import type { AuditFields } from '../audit/record'

type Audited = { description: string; durationDays: number; expiresAt: bigint | null; disabled: boolean }

/** What an auditor wants to know of a robot's state: who could do what, until when. */
export const auditedFields = (robot: Audited, access: readonly Access[]): AuditFields => ({
  description: robot.description,
  durationDays: robot.durationDays,
  expiresAt: robot.expiresAt === null ? null : Number(robot.expiresAt),
  disabled: robot.disabled,
  access: accessKeys(access),
})
