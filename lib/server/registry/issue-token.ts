import 'server-only'
import { parseRegistryScopes } from '@/lib/domain/registry-scope'
import { remembered } from '@/lib/domain/remembered'
import type { RequestSource } from '../rights/actor'
import { readSignIn } from '../auth/authenticate-robot'
import type { Basic } from '../auth/basic'
import { nowSeconds } from '../clock'
import { env } from '../env'
import { Refusal } from '../errors'
import { noteUse } from '../usage/note-use'
import { onceForAll } from './herd'
import { signToken, type TokenAccess } from './sign-token'
import { signingKey } from './signing-key'
import { accessTo, projectsIn } from './token-access'
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

/** Several parameters say the same as one with blanks between. */
const parseScopes = remembered((text) => parseRegistryScopes([text]), { max: 2_000, maxLength: 500 })

/**
 * Issues a Docker registry token with everything the caller may do on the repositories asked for; what it may not do is
 * answered with no actions, never refused. *Unauthorized* when credentials were sent and are not right, or when there
 * are none and nothing was asked for. The token ends with its robot at the latest.
 */
export async function issueToken({ service, scopes, credentials, source }: TokenRequest): Promise<IssuedToken> {
  const audience = env().REGISTRY_SERVICE
  if (service !== audience) throw new Refusal('invalid', `the parameter service must be ${audience}`)
  const wanted = parseScopes(scopes.join(' '))
  if (wanted.length > maxScopes) throw new Refusal('invalid', `at most ${maxScopes} scopes can be asked for at once`)

  const username = credentials === 'none' ? null : (credentials?.username ?? null)
  const read = await readSignIn(username, projectsIn(wanted))
  const caller = await authenticateCaller(credentials, source, read)
  if (!caller || (caller.kind === 'anonymous' && wanted.length === 0)) throw unauthorized()

  const key = await signingKey()
  const issuedAt = nowSeconds()
  const name = caller.kind === 'anonymous' ? '' : caller.name
  const end = caller.kind === 'robot' ? caller.expiresAt : null
  const exp = Math.min(issuedAt + read.settings.tokenExpirationMinutes * 60, end ?? Infinity)
  const issue = async () => {
    const access = await accessTo(wanted, caller, read.projects)
    if (!access) throw unauthorized()
    const token = signToken({ sub: name, aud: audience, iat: issuedAt, exp, access }, key)
    return { token, expiresIn: exp - issuedAt, issuedAt, access }
  }
  const secretId = caller.kind === 'robot' ? caller.secretId : null
  const basis = { ...read, kid: key.kid, issuedAt, name, secretId, scopes }
  // What a person may do is asked after the password was checked, which took its time.
  const issued = await (caller.kind === 'user' ? issue() : onceForAll(basis, issue))
  noteUse(caller)
  return { ...issued, caller }
}

/** One answer for all who are not let in. Not docker's own words for it, which docker leaves out when it shows them. */
const unauthorized = (): Refusal =>
  new Refusal('unauthorized', 'wrong name or secret, or the account is disabled or has expired')
