import 'server-only'
import type { Actor, RequestSource } from '../rights/actor'
import { authenticateLegacyRobot, isLegacyLogin } from '../legacy-robots/authenticate'
import { authenticateRobot, type SignInRead } from '../auth/authenticate-robot'
import type { Basic } from '../auth/basic'
import type { AuthenticatedRobot, RobotCredentials } from '../auth/robot-verdict'
import { authenticateUser } from '../users/authenticate'

/** Whom a registry token is for. */
export type TokenCaller = AuthenticatedRobot | Extract<Actor, { kind: 'user' | 'anonymous' }>

/**
 * Who asks for a token, or null when the credentials are not right: a robot by its prefix, else a user, as at the API's
 * door. Both have their usual throttle. This door alone also takes the tokens of robots from before Harbor 2.2.
 */
export async function authenticateCaller(
  credentials: Basic | 'none' | null,
  source: RequestSource,
  read: SignInRead,
): Promise<TokenCaller | null> {
  if (credentials === 'none') return { kind: 'anonymous', source }
  if (credentials === null) return null
  const attempt: RobotCredentials = { ...credentials, source }
  if (isLegacyLogin(attempt)) return authenticateLegacyRobot(attempt)
  if (read.isRobot) return authenticateRobot(attempt, read)
  const user = await authenticateUser({ username: attempt.username, password: attempt.secret, source })
  return user && { kind: 'user', ...user, source }
}
