import 'server-only'
import { neverExpires } from '@/lib/domain/robots/expiry'
import type { RevealedSecret } from '@/lib/domain/robots/robot-row'
import type { RefreshSecretInput } from '@/lib/domain/secrets/robot-secret'
import type { Actor } from '../rights/actor'
import { mayChange } from '../rights/authorize'
import { change } from '../rights/change'
import { nowSeconds } from '../clock'
import type { Tx } from '../store/db'
import { refuseSecrets } from '../secrets/secret'
import { chosenOrGenerated } from '../secrets/stored-secret'
import { reveal, robotTarget, type RobotRecord } from './find'
import { replaceSecret } from './replace-secret'
import { auditedEnding, holdSecrets } from './robot-secrets'

/**
 * Gives a robot a new secret. Unless `oldSecret` says otherwise every older one stops with the next request. A generated
 * secret is answered, once; a chosen one is not echoed (null), and *invalid* when it breaks Harbor's rule. Refused for
 * legacy robots, whose secret is a signed token; *conflict* as `replaceSecret` has it. `restartLifetime`: the robot lives
 * as many days from now as it was given from its creation.
 */
export async function refreshSecret(
  actor: Actor,
  { id, secret: chosen, oldSecret = { kind: 'at-once' }, ends, restartLifetime }: RefreshSecretInput,
): Promise<RevealedSecret | null> {
  const find = (tx: Tx) => robotTarget(tx, id)
  const secret = await chosenOrGenerated(chosen, () => mayChange(actor, 'robot:update', find))
  return change(actor, 'robot:update', 'robot.refresh-secret', find, async (tx, robot) => {
    const stored = secret.ready()
    refuseSecrets({ description: robot.description }, chosen)
    await replaceSecret(tx, await holdSecrets(tx, robot), actor, { stored, oldSecret, ends })
    const expiresAt = restartLifetime ? await restart(tx, robot) : robot.expiresAt
    const renewed = { ...robot, expiresAt }
    const result = secret.revealed === null ? null : reveal(renewed, robot.fullName, secret.revealed)
    const isRestarted = expiresAt !== robot.expiresAt
    return {
      result,
      ...(isRestarted && { before: audited(robot) }),
      after: { chosen: !result, ...auditedEnding(oldSecret), ...(isRestarted && audited(renewed)) },
    }
  })
}

const secondsPerDay = 86_400

/** The duration stays what it was, so that whoever compares it with what they asked for finds no difference. */
async function restart(tx: Tx, { id }: RobotRecord): Promise<bigint | null> {
  // Read again: by now nobody else changes it.
  const { durationDays } = await tx.robot.findUniqueOrThrow({ where: { id }, select: { durationDays: true } })
  if (durationDays === neverExpires) return null
  const expiresAt = BigInt(nowSeconds() + durationDays * secondsPerDay)
  await tx.robot.update({ where: { id }, data: { expiresAt, version: { increment: 1 } } })
  return expiresAt
}

const audited = ({ expiresAt }: Pick<RobotRecord, 'expiresAt'>) => ({
  expiresAt: expiresAt === null ? null : Number(expiresAt),
})
