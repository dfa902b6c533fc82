import 'server-only'
import type { BulkRobot } from '@/lib/domain/robots/robot-row'

/** A robot as the dialogs for many need it. */
export const wireMatchingRobot = ({ id, fullName, legacy, ...robot }: BulkRobot) => ({
  id,
  name: fullName,
  legacy,
  duration: robot.durationDays,
  expires_at: robot.expiresAt ?? -1,
  creation_time: robot.createdAt,
  last_used: robot.lastUsedAt,
})
