import 'server-only'
import type { ProfileForm } from '@/lib/domain/users/user-schema'
import type { Actor } from '../rights/actor'
import { db } from '../store/db'

/** What is told of oneself; null for who has no account. */
export async function ownProfile(actor: Actor): Promise<(ProfileForm & { emailVerified: boolean }) | null> {
  if (actor.kind !== 'user') return null
  const select = { realName: true, email: true, emailVerifiedAt: true } as const
  const user = await db().user.findUnique({ where: { id: actor.id }, select })
  return user && { realName: user.realName, email: user.email ?? '', emailVerified: user.emailVerifiedAt !== null }
}
