import 'server-only'
import { heldIn, memberRepositoryActions, repositoryActions } from '@/lib/domain/permissions/grant'
import { isRole } from '@/lib/domain/permissions/role'
import {
  accessTo,
  parseRegistryScopes,
  projectsIn,
  type ProjectScope,
  type RegistryScope,
  type Rights,
} from '@/lib/domain/registry/registry-scope'
import { remembered } from '@/lib/domain/remembered'
import { authenticateRobot, isRobotName, mayGoOn, signInQuestion } from '../auth/authenticate-robot'
import type { Basic } from '../auth/basic'
import type { AuthenticatedRobot } from '../auth/verdict'
import { nowSeconds } from '../clock'
import { env } from '../env'
import { Refusal } from '../errors'
import { authenticateLegacyRobot, isLegacyLogin } from '../legacy-robots/authenticate'
import type { TokenRefusal } from '../metrics/numbers'
import type { Actor, RequestSource } from '../rights/actor'
import { isGeneratedSecret } from '../secrets/secret'
import { formerPrefixBy, settingsOf } from '../settings/current'
import { db, hotReads } from '../store/db'
import type { HotAnswer } from '../store/hot-reads/hot-reads'
import { noteUse } from '../usage/note-use'
import { authenticateUser } from '../users/authenticate'
import { askOf, forget, keep, secondOf, type Ask, type IssuedToken } from './herd'
import { signingKey, signToken, type SigningKey } from './signing-key'

/** `'none'`: nobody tried to sign in; null: somebody did, in a way that cannot be read. */
type Credentials = Basic | 'none' | null
/** `scopes` are the parameters as sent. `because` is told why nobody is let in: for who counts, never for who asks. */
type TokenRequest = {
  service: string | null
  scopes: readonly string[]
  credentials: Credentials
  source: RequestSource
  because?: (reason: TokenRefusal) => void
}

/** Whom a registry token is for. */
type TokenCaller = AuthenticatedRobot | Extract<Actor, { kind: 'user' | 'anonymous' }>

const maxScopes = 100

/** Several parameters say the same as one with blanks between. */
const parseScopes = remembered((text) => parseRegistryScopes([text]), { max: 2_000, maxLength: 500 })

/**
 * Issues a Docker registry token with everything the caller may do on the repositories asked for; what it may not do is
 * answered with no actions, never refused. *Unauthorized* when credentials were sent and are not right, or when there
 * are none and nothing was asked for. The token ends with its robot at the latest. Who asks the same within the same
 * second, each ask's own, gets the same one, if no row that decides it has changed.
 */
export async function issueToken(request: TokenRequest): Promise<IssuedToken> {
  const { service, scopes, credentials, source } = request
  const audience = env().REGISTRY_SERVICE
  if (service !== audience) throw new Refusal('invalid', `the parameter service must be ${audience}`)
  const text = scopes.join(' ')
  const wanted = parseScopes(text)
  if (wanted.length > maxScopes) throw new Refusal('invalid', `at most ${maxScopes} scopes can be asked for at once`)
  if (credentials === null) throw unauthorized(request, 'unreadable')

  const name = credentials === 'none' ? null : credentials.username
  const ask = askOf(credentials, text, () => signInQuestion(name, projectsIn(wanted)))
  try {
    const answer = await hotReads().ask(ask.question)
    const caller = provedBefore(ask, answer, source) ?? (await proveCaller(ask, answer, credentials, request))
    if (!caller) throw unauthorized()
    if (caller.kind === 'anonymous' && wanted.length === 0) throw unauthorized(request, 'no-credentials')
    const key = await signingKey()
    const rights = caller.kind === 'user' ? await userRights(caller.id, answer.projects) : null
    if (caller.kind === 'user' && !rights) throw unauthorized(request, 'disabled')
    const issued = tokenFor(ask, answer, { caller, rights, key, wanted })
    noteUse(caller, source, name === null ? undefined : formerPrefixBy(answer.settings, name))
    return issued
  } catch (error) {
    forget(ask)
    throw error
  }
}

/** Who has proved it before need not again while the rows are the same; the throttle of guesses is asked each time. */
function provedBefore({ proved }: Ask, answer: HotAnswer, source: RequestSource): AuthenticatedRobot | null {
  return proved?.answer === answer && mayGoOn(proved.robot, answer, source) ? proved.robot : null
}

async function proveCaller(ask: Ask, answer: HotAnswer, credentials: Basic | 'none', request: TokenRequest) {
  const caller = await authenticateCaller(credentials, answer, request)
  const isBeyondGuessing = credentials !== 'none' && isGeneratedSecret(credentials.secret)
  if (caller?.kind === 'robot' && isBeyondGuessing) ask.proved = { answer, robot: caller }
  return caller
}

/**
 * Who asks for a token, or null when the credentials are not right: a robot by its prefix, else a user, as at the API's
 * door. Both have their usual throttle. This door alone also takes the tokens of robots from before Harbor 2.2.
 */
async function authenticateCaller(
  credentials: Basic | 'none',
  answer: HotAnswer,
  { source, because }: TokenRequest,
): Promise<TokenCaller | null> {
  if (credentials === 'none') return { kind: 'anonymous', source }
  const { username, secret } = credentials
  const attempt = { username, secret, source, because }
  if (isLegacyLogin(attempt)) return authenticateLegacyRobot(attempt)
  if (isRobotName(username, answer)) return authenticateRobot(attempt, answer)
  const user = await authenticateUser({ username, password: secret, source })
  if (!user) because?.('password')
  return user && { kind: 'user', ...user, source }
}

type Grounds = { caller: TokenCaller; rights: Rights | null; key: SigningKey; wanted: readonly RegistryScope[] }

/** Nothing is waited for here: whoever comes next finds what was made. `rights`: a user's. */
function tokenFor(ask: Ask, answer: HotAnswer, { caller, rights, key, wanted }: Grounds): IssuedToken {
  const settings = settingsOf(answer.settings)
  const [issuedAt, second] = [nowSeconds(), secondOf(ask)]
  const { latest } = ask
  const isSame = latest?.answer === answer && latest.settings === settings && latest.kid === key.kid
  // By a clock that was set back nothing may have been issued later.
  if (isSame && latest.second === second && latest.issued.issuedAt <= issuedAt) return latest.issued
  const access = isSame ? latest.issued.access : accessTo(wanted, answer.projects, rights ?? rightsBy(caller))
  const end = caller.kind === 'robot' ? caller.expiresAt : null
  const exp = Math.min(issuedAt + settings.tokenExpirationMinutes * 60, end ?? Infinity)
  const sub = caller.kind === 'anonymous' ? '' : caller.name
  const token = signToken({ sub, aud: env().REGISTRY_SERVICE, iat: issuedAt, exp, access }, key)
  const issued = { token, expiresIn: exp - issuedAt, issuedAt, access }
  // What anybody else may do is not in this answer alone.
  if (caller.kind === 'anonymous' || isInAnswer(caller, answer)) {
    keep(ask, { answer, settings, kid: key.kid, second, issued })
  } else forget(ask)
  return issued
}

const isInAnswer = (caller: TokenCaller, { robot }: HotAnswer): boolean =>
  caller.kind === 'robot' && caller.id === robot?.id

function rightsBy(caller: TokenCaller): Rights {
  const grants = caller.kind === 'robot' ? caller.grants : []
  return {
    on: (project, repository) => repositoryActions(grants, project, repository),
    catalog: heldIn(grants, { kind: 'system' }).has('catalog:read'),
  }
}

/**
 * Read again after the password was checked, which takes long enough for a role to be taken away; null when the account
 * was disabled or deleted meanwhile.
 */
export async function userRights(id: number, projects: readonly { id: number }[]): Promise<Rights | null> {
  const memberships = {
    where: { projectId: { in: projects.map((project) => project.id) } },
    select: { projectId: true, role: true },
  }
  const user = await db().user.findUnique({ where: { id }, select: { isAdmin: true, disabled: true, memberships } })
  if (!user || user.disabled) return null
  const roleIn = ({ projectId }: ProjectScope) => {
    if (user.isAdmin) return 'systemAdmin'
    const role = user.memberships.find((membership) => membership.projectId === projectId)?.role
    return role !== undefined && isRole(role) ? role : null
  }
  return { on: (project) => memberRepositoryActions(roleIn(project), project), catalog: user.isAdmin }
}

/** One answer for all who are not let in. Not docker's own words for it, which docker leaves out when it shows them. */
function unauthorized(request?: TokenRequest, reason?: TokenRefusal): Refusal {
  if (reason) request?.because?.(reason)
  return new Refusal('unauthorized', 'wrong name or secret, or the account is disabled or has expired')
}
