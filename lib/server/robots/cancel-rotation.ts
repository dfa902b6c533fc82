import 'server-only'
import type { CancelRotationInput } from '@/lib/domain/secrets/robot-secret'
import type { Actor } from '../rights/actor'
import { change } from '../rights/change'
import { Refusal } from '../errors'
import { robotTarget } from './find'
import { endSecrets, holdSecrets } from './robot-secrets'

/**
 * Takes back a refresh with overlap: the newer of a robot's two secrets ends now, used or not, and the older one goes on
 * without an end. *Conflict* when there are not two: the old one may have ended meanwhile. *Stale* when the newer one is
 * another than was seen.
 */
export async function cancelRotation(actor: Actor, { id, secretId }: CancelRotationInput): Promise<void> {
  await change(
    actor,
    'robot:update',
    'robot.cancel-rotation',
    (tx) => robotTarget(tx, id),
    async (tx, robot) => {
      const held = await holdSecrets(tx, robot)
      const [older, newer] = held.live
      if (!older || !newer) throw new Refusal('conflict', 'no two secrets are live', 'rotation-none')
      if (newer.id !== secretId) throw new Refusal('stale', 'the secrets have changed meanwhile', 'robot-changed')
      await endSecrets(tx, held, [newer], 'cancelled')
      await tx.robotSecret.update({ where: { id: older.id }, data: endless })
      return { result: undefined, after: { secretNumber: newer.id } }
    },
  )
}

const endless = { successorId: null, retiresAt: null, retiresAfter: null }
