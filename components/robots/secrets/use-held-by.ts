import { heldBy, type HeldBy } from '@/lib/domain/secrets/robot-secret'
import { useServerNow } from '../server-now'

/** What holds a robot's secrets back at this moment. */
export function useHeldBy(robot: { disabled: boolean; expiresAt: number | null }): HeldBy | null {
  return heldBy(robot, Math.floor(useServerNow() / 1000))
}
