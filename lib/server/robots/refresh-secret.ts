import 'server-only'
import { isValidSecret } from '@/lib/domain/secret-rule'
import type { RevealedSecret } from '@/lib/domain/robot-row'
import type { Actor } from '../actor'
import { rightsIn } from '../authorize'
import { change } from '../change'
import { now } from '../clock'
import { db } from '../db'
import { Refusal } from '../errors'
import { generateSecret, hashChosen, hashGenerated, isGeneratedSecret, type StoredSecret } from '../secret'
import { readSettings } from '../settings/read'
import { findRobot, robotResource, robotScope, robotTarget } from './find'

/**
 * Gives a robot a new secret, and the old one stops with the next request. A generated secret is answered, once; a
 * chosen one is not echoed (null). Refused for legacy robots, whose secret is a signed token.
 */
export async function refreshSecret(
  actor: Actor,
  { id, secret: chosen }: { id: number; secret?: string },
): Promise<RevealedSecret | null> {
  if (chosen !== undefined && !isValidSecret(chosen)) {
    throw new Refusal(
      'invalid',
      'the secret must be 8 to 128 bytes long with an upper-case letter, a lower-case letter and a digit',
    )
  }
  const { robotNamePrefix } = await readSettings(db())
  const secret = chosen ?? generateSecret()
  // Before the transaction: a slow hash must not hold up the one writer. And only for who may refresh: the refusal
  // itself, with its audit row, is left to `change()`. A chosen secret that was generated once is stored like one:
  // authenticate-robot.ts looks for it by its form.
  const stored = isGeneratedSecret(secret) ? hashGenerated(secret) : await hashIfAllowed(actor, id, secret)
  return change(
    actor,
    'robot:update',
    'robot.refresh-secret',
    (tx) => robotTarget(tx, robotNamePrefix, id),
    async (tx, robot) => {
      if (!stored) throw new Refusal('stale', 'the rights changed meanwhile: try again', 'robot-changed')
      if (robot.legacy) throw new Refusal('forbidden', 'a legacy robot keeps its token', 'robot-legacy')
      const { count } = await tx.robot.updateMany({ where: { id }, data: { updatedAt: now() } })
      if (count === 0) throw new Refusal('not-found', 'not found', 'robot-gone')
      await tx.robotSecret.deleteMany({ where: { robotId: id } })
      await tx.robotSecret.create({ data: { robotId: id, ...stored, createdAt: now() } })
      const revealed = {
        id,
        name: robotResource(robotNamePrefix, robot).name,
        secret,
        creationTime: robot.createdAt.toISOString(),
        expiresAt: robot.expiresAt === null ? null : Number(robot.expiresAt),
      }
      return { result: chosen === undefined ? revealed : null, after: { chosen: chosen !== undefined } }
    },
  )
}

async function hashIfAllowed(actor: Actor, id: number, secret: string): Promise<StoredSecret | null> {
  const robot = await findRobot(db(), id)
  const rights = robot && (await rightsIn(db(), actor, robotScope(robot)))
  return rights?.may('robot:update') ? hashChosen(secret) : null
}
