import 'server-only'
import { credentials } from '@/lib/domain/user-schema'
import { Refusal } from '../errors'
import { authenticateUser } from '../users/authenticate'
import { createSession, endSession } from '../users/sessions'
import { requestSource } from './request-source'
import { currentSessionId } from './session'

/** Starts a session for the user whose name and password these are, and answers its id; *unauthorized* for others. */
export async function startSession(sent: unknown): Promise<string> {
  const parsed = credentials.safeParse(sent)
  if (!parsed.success) throw new Refusal('unauthorized', 'wrong name or password')
  const source = await requestSource()
  const user = await authenticateUser({ ...parsed.data, source })
  if (!user) throw new Refusal('unauthorized', 'wrong name or password')
  const id = await createSession(user, source)
  // A browser has one session: a copy of the cookie it had before must not live on.
  const replaced = await currentSessionId()
  if (replaced !== null) await endSession(replaced, source)
  return id
}
