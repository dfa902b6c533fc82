import 'server-only'
import type { RevealedSecret } from '@/lib/domain/robot-row'
import type { Actor } from '../rights/actor'
import { mayChange } from '../rights/authorize'
import { change } from '../rights/change'
import { now } from '../clock'
import type { Tx } from '../store/db'
import { insertRow } from '../store/insert-row'
import { Refusal } from '../errors'
import { refuseSecrets } from '../secrets/secret'
import { chosenOrGenerated } from '../secrets/stored-secret'
import { creatorOf, reveal, robotTarget } from './find'

/**
 * Gives a robot a new secret, and the old one stops with the next request. A generated secret is answered, once; a
 * chosen one is not echoed (null), and *invalid* when it breaks Harbor's rule. Refused for legacy robots, whose secret
 * is a signed token.
 */
export async function refreshSecret(
  actor: Actor,
  { id, secret: chosen }: { id: number; secret?: string },
): Promise<RevealedSecret | null> {
  const find = (tx: Tx) => robotTarget(tx, id)
  const secret = await chosenOrGenerated(chosen, () => mayChange(actor, 'robot:update', find))
  return change(actor, 'robot:update', 'robot.refresh-secret', find, async (tx, robot) => {
    if (robot.legacy) throw new Refusal('forbidden', 'a legacy robot keeps its token', 'robot-legacy')
    const stored = secret.ready()
    refuseSecrets({ description: robot.description }, chosen)
    const { count } = await tx.robot.updateMany({ where: { id }, data: { updatedAt: now() } })
    if (count === 0) throw new Refusal('not-found', 'not found', 'robot-gone')
    await tx.robotSecret.deleteMany({ where: { robotId: id } })
    await insertRow(tx, 'RobotSecret', { robotId: id, ...stored, createdAt: now(), ...creatorOf(actor) })
    const result = secret.revealed === null ? null : reveal(robot, robot.fullName, secret.revealed)
    return { result, after: { chosen: !result } }
  })
}
