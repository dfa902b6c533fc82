import 'server-only'
import type { OldSecret, RefreshSecretInput } from '@/lib/domain/robot-secret'
import type { Actor } from '../rights/actor'
import { now } from '../clock'
import { Refusal } from '../errors'
import { slowScheme, type StoredSecret } from '../secrets/stored-secret'
import type { Tx } from '../store/db'
import { insertRow } from '../store/insert-row'
import { creatorOf, type RobotRecord } from './find'
import { endingFields, endSecrets, holdSecrets, type HeldSecrets } from './robot-secrets'

type Replacement = { stored: StoredSecret; oldSecret: OldSecret; ends?: RefreshSecretInput['ends'] }

/**
 * Gives a robot another secret, within `change()`. At once: every older one ends. Otherwise the present one goes on for a
 * while, and of two live ones `ends` says which stops for it (*conflict* without). At most one that a person chose is
 * live (*conflict*): each costs a slow hash at every wrong guess.
 */
export async function replaceSecret(
  tx: Tx,
  robot: RobotRecord,
  actor: Actor,
  { stored, oldSecret, ends }: Replacement,
): Promise<void> {
  const held = await holdSecrets(tx, robot)
  const ending = oldSecret.kind === 'at-once' ? held.live : makingRoom(held, ends)
  await endSecrets(tx, held, ending, 'replaced')
  const [old] = held.live
  if (old && old.scheme === slowScheme && stored.scheme === slowScheme) {
    throw new Refusal('conflict', 'only one secret that was chosen can be live at a time', 'secrets-one-chosen')
  }
  const made = { robotId: robot.id, ...stored, createdAt: now(), ...creatorOf(actor) }
  const id = await insertRow(tx, 'RobotSecret', made)
  if (!old || oldSecret.kind === 'at-once') return
  await tx.robotSecret.update({ where: { id: old.id }, data: endingFields(oldSecret, { id, activatedAt: null }) })
}

/** Which of the live ones ends so that one goes on beside the new one. */
function makingRoom({ live }: HeldSecrets, ends: Replacement['ends']) {
  const [older, newer] = live
  if (older && newer) {
    if (ends) return [ends === 'older' ? older : newer]
    throw new Refusal('conflict', 'two secrets are live: say which one ends', 'secrets-two-live')
  }
  // The newer one was to end, and by now the other is the one that has.
  if (ends === 'newer') throw new Refusal('stale', 'the secrets have changed meanwhile', 'robot-changed')
  return []
}
