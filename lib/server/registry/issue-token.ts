import 'server-only'
import { parseRegistryScopes } from '@/lib/domain/registry-scope'
import type { RequestSource } from '../rights/actor'
import type { Basic } from '../auth/basic'
import { nowSeconds } from '../clock'
import { env } from '../env'
import { Refusal } from '../errors'
import { currentSettings } from '../settings/current'
import { noteUse } from '../usage/note-use'
import { signToken, type TokenAccess } from './sign-token'
import { accessTo } from './token-access'
import { authenticateCaller, type TokenCaller } from './token-caller'

type TokenRequest = {
  service: string | null
  /** The `scope` parameters as sent. */
  scopes: readonly string[]
  /** `'none'`: nobody tried to sign in; null: somebody did, in a way that cannot be read. */
  credentials: Basic | 'none' | null
  source: RequestSource
}
/** `expiresIn` in seconds, `issuedAt` in whole Unix seconds; `access` and `caller` are what the token says of whom. */
export type IssuedToken = {
  token: string
  expiresIn: number
  issuedAt: number
  access: TokenAccess[]
  caller: TokenCaller
}

const maxScopes = 100

/**
 * Issues a Docker registry token with everything the caller may do on the repositories asked for; what it may not do is
 * answered with no actions, never refused. *Unauthorized* when credentials were sent and are not right, or when there
 * are none and nothing was asked for. The token ends with its robot at the latest.
 */
export async function issueToken({ service, scopes, credentials, source }: TokenRequest): Promise<IssuedToken> {
  const audience = env().REGISTRY_SERVICE
  if (service !== audience) throw new Refusal('invalid', `the parameter service must be ${audience}`)
  const wanted = parseRegistryScopes(scopes)
  if (wanted.length > maxScopes) throw new Refusal('invalid', `at most ${maxScopes} scopes can be asked for at once`)

  const settings = await currentSettings()
  const caller = await authenticateCaller(credentials, source, settings)
  if (!caller || (caller.kind === 'anonymous' && wanted.length === 0)) throw unauthorized()
  const access = await accessTo(wanted, caller)
  if (!access) throw unauthorized()

  const issuedAt = nowSeconds()
  const end = caller.kind === 'robot' ? caller.expiresAt : null
  const exp = Math.min(issuedAt + settings.tokenExpirationMinutes * 60, end ?? Infinity)
  const sub = caller.kind === 'anonymous' ? '' : caller.name
  const token = await signToken({ sub, aud: audience, iat: issuedAt, exp, access })
  noteUse(caller)
  return { token, expiresIn: exp - issuedAt, issuedAt, access, caller }
}

/** One answer for all who are not let in. Not docker's own words for it, which docker leaves out when it shows them. */
const unauthorized = (): Refusal =>
  new Refusal('unauthorized', 'wrong name or secret, or the account is disabled or has expired')
