import 'server-only'
import type { Role } from '@/lib/domain/permissions/role'
import type { Actor } from '../rights/actor'
import { Refusal } from '../errors'

/**
 * A robot makes nobody project admin: an admin edits robots and gives them new secrets, which no robot may, so a leaked
 * secret would become a person who can do more.
 */
export function refuseAdminByRobot(actor: Actor, role: Role | null): void {
  if (actor.kind !== 'robot' || role !== 'projectAdmin') return
  throw new Refusal('forbidden', 'a robot account gives members at most the role maintainer', 'robot-beyond-creator')
}
