import type { RobotRow } from '@/lib/domain/robots/robot-row'
import { useServerNow } from '../server-now'

const weekMs = 7 * 86_400_000

/** How many of them were used within a week: deleting these breaks something that runs. */
export function useUsedLately(robots: readonly Pick<RobotRow, 'lastUsedAt'>[]): number {
  const now = useServerNow()
  return robots.filter(({ lastUsedAt }) => lastUsedAt !== null && lastUsedAt * 1000 > now - weekMs).length
}
