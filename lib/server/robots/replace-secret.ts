import 'server-only'
import type { OldSecret, RefreshSecretInput } from '@/lib/domain/secrets/robot-secret'
import type { Actor } from '../rights/actor'
import { now } from '../clock'
import { Refusal } from '../errors'
import { slowScheme, type StoredSecret } from '../secrets/stored-secret'
import type { Tx } from '../store/db'
import { insertRow } from '../store/insert-row'
import { creatorOf } from './find'
import { endingFields, endSecrets, type HeldSecrets } from './robot-secrets'

type Replacement = { stored: StoredSecret; oldSecret: OldSecret; ends?: RefreshSecretInput['ends'] }

/**
 * Gives a robot another secret, within `change()`. At once: every older one ends. Otherwise the present one goes on for a
 * while, and of two live ones `ends` says which stops for it (*conflict* without). At most one that a person chose is
 * live (*conflict*): each costs a slow hash at every wrong guess.
 */
export async function replaceSecret(
  tx: Tx,
  held: HeldSecrets,
  actor: Actor,
  { stored, oldSecret, ends }: Replacement,
): Promise<void> {
  await endSecrets(tx, held, oldSecret.kind === 'at-once' ? held.live : makingRoom(held, ends), 'replaced')
  const [old] = held.live
  if (old && old.scheme === slowScheme && stored.scheme === slowScheme) {
    throw new Refusal('conflict', 'only one secret that was chosen can be live at a time', 'secrets-one-chosen')
  }
  const made = { robotId: held.robotId, ...stored, createdAt: now(), ...creatorOf(actor) }
  const id = await insertRow(tx, 'RobotSecret', made)
  if (!old || oldSecret.kind === 'at-once') return
  const ending = endingFields(oldSecret, { id, activatedAt: null })
  // The time that a person has set for it is none that a robot takes back.
  const data = actor.kind === 'robot' ? { ...ending, retiresAt: old.retiresAt } : ending
  await tx.robotSecret.update({ where: { id: old.id }, data })
}

/** Which of the live ones ends so that one goes on beside the new one. */
function makingRoom({ live }: HeldSecrets, ends: Replacement['ends']) {
  const [older, newer] = live
  const asked = typeof ends === 'number' ? live.find(({ id }) => id === ends) : ends === 'newer' ? newer : older
  if (older && newer) {
    if (ends === undefined)
      throw new Refusal('conflict', 'two secrets are live: say which one ends', 'secrets-two-live')
    if (asked) return [asked]
  } else if (ends === undefined || ends === 'older' || (ends !== 'newer' && !asked)) return []
  // Others are live than was thought, or the one that was to end is the one that is left.
  throw new Refusal('stale', 'the secrets have changed meanwhile', 'robot-changed')
}
