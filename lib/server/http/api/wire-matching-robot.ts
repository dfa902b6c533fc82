import 'server-only'
import type { BulkRobot } from '@/lib/domain/robot-row'

/** A robot as the dialogs for many need it. */
export const wireMatchingRobot = ({ id, fullName, legacy, durationDays, expiresAt, createdAt }: BulkRobot) => ({
  id,
  name: fullName,
  legacy,
  duration: durationDays,
  expires_at: expiresAt ?? -1,
  creation_time: createdAt,
})
