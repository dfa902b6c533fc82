import 'server-only'
import type { RevealedSecret } from '@/lib/domain/robot-row'
import type { Actor } from '../rights/actor'
import { rightsIn } from '../rights/authorize'
import { change } from '../rights/change'
import { now } from '../clock'
import { db } from '../store/db'
import { Refusal } from '../errors'
import { readSettings } from '../settings/read'
import { chosenOrGenerated } from '../secrets/chosen-secret'
import { findRobot, robotResource, robotScope, robotTarget } from './find'

/**
 * Gives a robot a new secret, and the old one stops with the next request. A generated secret is answered, once; a
 * chosen one is not echoed (null), and *invalid* when it breaks Harbor's rule. Refused for legacy robots, whose secret
 * is a signed token.
 */
export async function refreshSecret(
  actor: Actor,
  { id, secret: chosen }: { id: number; secret?: string },
): Promise<RevealedSecret | null> {
  const { robotNamePrefix } = await readSettings(db())
  const secret = await chosenOrGenerated(chosen, () => mayRefresh(actor, id))
  return change(
    actor,
    'robot:update',
    'robot.refresh-secret',
    (tx) => robotTarget(tx, robotNamePrefix, id),
    async (tx, robot) => {
      if (robot.legacy) throw new Refusal('forbidden', 'a legacy robot keeps its token', 'robot-legacy')
      const stored = secret.ready()
      const { count } = await tx.robot.updateMany({ where: { id }, data: { updatedAt: now() } })
      if (count === 0) throw new Refusal('not-found', 'not found', 'robot-gone')
      await tx.robotSecret.deleteMany({ where: { robotId: id } })
      await tx.robotSecret.create({ data: { robotId: id, ...stored, createdAt: now() } })
      const revealed = secret.revealed !== null && {
        id,
        name: robotResource(robotNamePrefix, robot).name,
        secret: secret.revealed,
        creationTime: robot.createdAt.toISOString(),
        expiresAt: robot.expiresAt === null ? null : Number(robot.expiresAt),
      }
      return { result: revealed || null, after: { chosen: !revealed } }
    },
  )
}

async function mayRefresh(actor: Actor, id: number): Promise<boolean> {
  const robot = await findRobot(db(), id)
  const rights = robot && (await rightsIn(db(), actor, robotScope(robot)))
  return rights?.may('robot:update') ?? false
}
