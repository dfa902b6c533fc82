import 'server-only'
import { credentials } from '@/lib/domain/users/user-schema'
import type { RequestSource } from '../rights/actor'
import { Refusal } from '../errors'
import { authenticateUser } from '../users/authenticate'
import { createSession, endSession } from '../users/sessions'

/**
 * Starts a session for the user whose name and password these are, and answers its id; *unauthorized* for others.
 * `replaced` is the session of the browser's cookie.
 */
export async function startSession(
  sent: unknown,
  { source, replaced }: { source: RequestSource; replaced: string | null },
): Promise<string> {
  const parsed = credentials.safeParse(sent)
  if (!parsed.success) throw new Refusal('unauthorized', 'wrong name or password')
  const user = await authenticateUser({ ...parsed.data, source })
  if (!user) throw new Refusal('unauthorized', 'wrong name or password')
  const id = await createSession(user, source)
  // A browser has one session: a copy of the cookie it had before must not live on.
  if (replaced !== null) await endSession(replaced, source)
  return id
}
