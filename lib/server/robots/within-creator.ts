import 'server-only'
import { accessKey, decodeAccess } from '@/lib/domain/access'
import { daysUntil, expiresAtFor, expiryFields, isExpired, neverExpires } from '@/lib/domain/expiry'
import { heldIn, type Grant } from '@/lib/domain/grant'
import { actorName, type Actor } from '../rights/actor'
import { nowSeconds } from '../clock'
import type { Tx } from '../store/db'
import { Refusal } from '../errors'
import type { StoredGrant } from './grants'

/** A robot gives to another only what it holds itself in the same scope; a person who may create may give anything. */
export function refuseBeyondCreator(actor: Actor, wanted: readonly StoredGrant[]): void {
  if (actor.kind !== 'robot') return
  const beyond = wanted.some((grant) => {
    const held = heldFor(actor.grants, grant)
    return decodeAccess(grant.access).some((access) => !held.has(accessKey(access)))
  })
  if (beyond) {
    throw new Refusal(
      'forbidden',
      `permission scope is invalid. It must be equal to or more restrictive than the creator robot's permissions: ${actor.name}`,
      'robot-beyond-creator',
    )
  }
}

/** That a robot may rotate its own secret is given by people alone, also to those that other robots make. */
export function refuseGivenOn(actor: Actor, { mayRotate }: { mayRotate?: boolean }): void {
  if (actor.kind === 'robot' && mayRotate)
    throw new Refusal(
      'forbidden',
      'a robot account gives no other the right to rotate its secret',
      'robot-beyond-creator',
    )
}

function heldFor(grants: readonly Grant[], { scope, projectId }: StoredGrant): Set<string> {
  if (scope === 'system') return heldIn(grants, { kind: 'system' })
  if (scope === 'project') return heldIn(grants, { kind: 'project', projectId: projectId!, public: false })
  // Every project there will ever be: a grant in single ones does not reach so far.
  const everywhere = grants.filter((grant) => grant.scope === 'all-projects')
  return heldIn(everywhere, { kind: 'project', projectId: 0, public: false })
}

type Duration = { createdAt: Date; asked?: number; usual: number }

/**
 * The expiry of a robot that the actor makes: a robot's child ends with it at the latest, as its row stands now. A
 * duration that was asked for is refused beyond the creator's last day; the usual one is cut, and so is that day.
 */
export async function expiryWithinCreator(tx: Tx, actor: Actor, { createdAt, asked, usual }: Duration) {
  const end = await endOfCreator(tx, actor)
  if (end === null) return expiryFields(createdAt, asked ?? usual)
  const most = daysUntil(createdAt, end)
  if (asked !== undefined && (asked === neverExpires || asked > most)) {
    throw new Refusal(
      'forbidden',
      `duration is invalid. A robot account must not outlive the one that creates it, ${actorName(actor)}: from 1 to ${most}`,
      'robot-beyond-creator',
    )
  }
  const wanted = asked ?? usual
  const durationDays = wanted === neverExpires ? most : Math.min(wanted, most)
  return { durationDays, expiresAt: BigInt(Math.min(expiresAtFor(createdAt, durationDays)!, end)) }
}

/** Unix seconds; null for a robot that never ends, and for people. *Forbidden* for one that has, or was disabled. */
async function endOfCreator(tx: Tx, actor: Actor): Promise<number | null> {
  if (actor.kind !== 'robot') return null
  const select = { expiresAt: true, disabled: true }
  const creator = await tx.robot.findUnique({ where: { id: actor.id }, select })
  const end = creator?.expiresAt == null ? null : Number(creator.expiresAt)
  if (!creator || creator.disabled || isExpired(end, nowSeconds())) throw new Refusal('forbidden', 'forbidden')
  return end
}
