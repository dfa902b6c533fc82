import 'server-only'
import { expiryFields } from '@/lib/domain/robots/expiry'
import type { DurationChange } from '@/lib/domain/robots/robot-schema'
import type { Actor } from '../rights/actor'
import { change } from '../rights/change'
import { now } from '../clock'
import { Refusal } from '../errors'
import { robotTarget } from './find'
import { refuseLegacy } from './update'

/**
 * Gives a robot another duration, counted from its creation, and leaves the rest of it alone. *Stale* when its duration
 * is no longer the one that was `seen`, so that what was shown and agreed to is what happens. No robot gets here: none
 * may edit others.
 */
export async function setRobotDuration(actor: Actor, { id, durationDays, seen }: DurationChange): Promise<void> {
  await change(
    actor,
    'robot:update',
    'robot.update',
    (tx) => robotTarget(tx, id),
    async (tx, robot) => {
      refuseLegacy(robot)
      const fields = expiryFields(robot.createdAt, durationDays)
      const { count } = await tx.robot.updateMany({
        where: { id, durationDays: seen },
        data: { ...fields, version: { increment: 1 }, updatedAt: now() },
      })
      if (count === 0) throw new Refusal('stale', 'the robot account was changed meanwhile', 'robot-changed')
      return { result: undefined, before: audited(robot), after: audited(fields) }
    },
  )
}

const audited = ({ durationDays, expiresAt }: { durationDays: number; expiresAt: bigint | null }) => ({
  durationDays,
  expiresAt: expiresAt === null ? null : Number(expiresAt),
})
