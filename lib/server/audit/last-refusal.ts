import 'server-only'
import { refusalReasons, type RefusedSignIn } from '@/lib/domain/secrets/robot-hand-off'
import { db } from '../store/db'

/**
 * The last refused sign-in as a robot since a moment, with its address where `addresses`; null when there was none. For
 * who may read the robot's log.
 */
export async function lastRefusal(robotId: number, since: Date, addresses: boolean): Promise<RefusedSignIn | null> {
  const row = await db().auditEvent.findFirst({
    where: {
      resourceType: 'robot',
      resourceId: robotId,
      at: { gte: since },
      operation: 'robot.sign-in',
      result: 'denied',
    },
    orderBy: { at: 'desc' },
    select: { at: true, address: true, after: true },
  })
  if (!row) return null
  const told = (JSON.parse(row.after ?? '{}') as { reason?: unknown }).reason
  return {
    at: Math.floor(row.at.getTime() / 1000),
    address: addresses ? row.address : null,
    reason: refusalReasons.find((reason) => reason === told) ?? null,
  }
}
