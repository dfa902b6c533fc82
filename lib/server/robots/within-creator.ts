import 'server-only'
import { patternBudget } from '@/lib/domain/patterns/pattern-inclusion'
import { includedInUnion } from '@/lib/domain/patterns/repository-patterns'
import { accessKey, decodeAccess, unnarrowed, type Access } from '@/lib/domain/permissions/access'
import { covers, type Grant } from '@/lib/domain/permissions/grant'
import { daysUntil, expiresAtFor, expiryFields, isExpired, neverExpires } from '@/lib/domain/robots/expiry'
import { actorName, type Actor } from '../rights/actor'
import { nowSeconds } from '../clock'
import type { Tx } from '../store/db'
import { Refusal } from '../errors'
import type { StoredGrant } from './grants'

/**
 * A robot gives to another only what it holds itself in the same scope, of repositories none that are not among its own;
 * a person who may create may give anything.
 */
export function refuseBeyondCreator(actor: Actor, wanted: readonly StoredGrant[]): void {
  if (actor.kind !== 'robot') return
  const isWithin = within(actor.grants)
  if (wanted.every(isWithin)) return
  throw new Refusal(
    'forbidden',
    `permission scope is invalid. It must be equal to or more restrictive than the creator robot's permissions: ${actor.name}`,
    'robot-beyond-creator',
  )
}

/** Asked of thousands of projects that may hold the same: nothing is compared twice, and all of it within one budget. */
function within(grants: readonly Grant[]): (wanted: StoredGrant) => boolean {
  const [budget, known] = [patternBudget(), new Map<string, boolean>()]
  function holds(held: readonly Access[], pair: Access): boolean {
    const own = held.filter((each) => accessKey(unnarrowed(each)) === accessKey(unnarrowed(pair)))
    const texts = own.map(({ repositories }) => repositories)
    if (texts.includes(undefined)) return true
    const question = [pair.repositories ?? '', ...texts].join(';')
    const included = known.get(question) ?? includedInUnion(texts, pair.repositories, budget)
    known.set(question, included)
    return included
  }
  return (wanted) => {
    const held = grants.filter((grant) => isMeantIn(grant, wanted)).flatMap(({ access }) => access)
    return decodeAccess(wanted.access).every((pair) => holds(held, pair))
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

/** Every project there will ever be: a grant in single ones does not reach so far. */
function isMeantIn(grant: Grant, { scope, projectId }: StoredGrant): boolean {
  if (scope === 'all-projects') return grant.scope === scope
  if (scope === 'system') return covers(grant, { kind: 'system' })
  return covers(grant, { kind: 'project', projectId: projectId!, public: false })
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
