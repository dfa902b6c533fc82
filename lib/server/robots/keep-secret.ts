import 'server-only'
import type { KeepSecretInput } from '@/lib/domain/secrets/robot-secret'
import type { Actor } from '../rights/actor'
import { change } from '../rights/change'
import { robotTarget } from './find'
import { auditedEnding, endingFields, holdSecrets, rollingSecret } from './robot-secrets'

/**
 * Gives the older of a robot's two secrets another end. *Conflict* when it has ended already, or is the newest, which has
 * none; *stale* when the newer one is another than was seen; *invalid* when the end would be in the past or too far away.
 */
export async function keepSecret(actor: Actor, { id, end, ...which }: KeepSecretInput): Promise<void> {
  await change(
    actor,
    'robot:update',
    'robot.keep-secret',
    (tx) => robotTarget(tx, id),
    async (tx, robot) => {
      const [older, newer] = rollingSecret(await holdSecrets(tx, robot), which)
      await tx.robotSecret.update({ where: { id: older.id }, data: endingFields(end, newer) })
      return { result: undefined, after: { secretNumber: which.secretId, ...auditedEnding(end) } }
    },
  )
}
