import 'server-only'
import { accessKey, decodeAccess } from '@/lib/domain/access'
import { heldIn, type Grant } from '@/lib/domain/grant'
import type { Actor } from '../actor'
import { Refusal } from '../errors'
import type { StoredGrant } from './system-grants'

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

function heldFor(grants: readonly Grant[], { scope, projectId }: StoredGrant): Set<string> {
  if (scope === 'system') return heldIn(grants, { kind: 'system' })
  if (scope === 'project') return heldIn(grants, { kind: 'project', projectId: projectId!, public: false })
  // Every project there will ever be: a grant in single ones does not reach so far.
  const everywhere = grants.filter((grant) => grant.scope === 'all-projects')
  return heldIn(everywhere, { kind: 'project', projectId: 0, public: false })
}
