import 'server-only'
import type { RetireSecretInput } from '@/lib/domain/secrets/robot-secret'
import type { Actor } from '../rights/actor'
import { change } from '../rights/change'
import { robotTarget } from './find'
import { endSecrets, holdSecrets, rollingSecret } from './robot-secrets'

/**
 * Ends the older of a robot's two secrets now. *Conflict* when it has ended already, or is the newest: a robot is never
 * left without a secret, and what ends the newer one is cancelling. *Stale* when that is another than was seen.
 */
export async function retireSecret(actor: Actor, { id, ...which }: RetireSecretInput): Promise<void> {
  await change(
    actor,
    'robot:update',
    'robot.retire-secret',
    (tx) => robotTarget(tx, id),
    async (tx, robot) => {
      const held = await holdSecrets(tx, robot)
      const [older] = rollingSecret(held, which)
      await endSecrets(tx, held, [older], 'retired')
      return { result: undefined, after: { secretNumber: which.secretId } }
    },
  )
}
