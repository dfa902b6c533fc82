import 'server-only'
import { heldIn, repositoryActions } from '@/lib/domain/grant'
import { parseRegistryScopes, type RegistryScope } from '@/lib/domain/registry-scope'
import type { Settings } from '@/lib/domain/settings'
import type { RequestSource } from '../actor'
import { authenticateLegacyRobot, isLegacyLogin } from '../auth/authenticate-legacy-robot'
import { authenticateRobot } from '../auth/authenticate-robot'
import type { AuthenticatedRobot, RobotCredentials } from '../auth/robot-verdict'
import type { Basic } from '../auth/basic'
import { nowSeconds } from '../clock'
import { db } from '../db'
import { env } from '../env'
import { Refusal } from '../errors'
import { readSettings } from '../settings/read'
import { signToken, type TokenAccess } from './sign-token'

export type TokenRequest = {
  service: string | null
  /** The `scope` parameters as sent. */
  scopes: readonly string[]
  /** `'none'`: nobody tried to sign in; null: somebody did, in a way that cannot be read. */
  credentials: Basic | 'none' | null
  source: RequestSource
}
/** `expiresIn` in seconds, `issuedAt` in whole Unix seconds. */
export type IssuedToken = { token: string; expiresIn: number; issuedAt: number }

const maxScopes = 100

/**
 * Issues a Docker registry token with everything the robot may do on the repositories asked for; what it may not do is
 * answered with no actions, never refused. *Unauthorized* when credentials were sent and are not right, or when there
 * are none and nothing was asked for. The token ends with its robot at the latest.
 */
export async function issueToken({ service, scopes, credentials, source }: TokenRequest): Promise<IssuedToken> {
  const audience = env().REGISTRY_SERVICE
  if (service !== audience) throw new Refusal('invalid', `the parameter service must be ${audience}`)
  const wanted = parseRegistryScopes(scopes)
  if (wanted.length > maxScopes) throw new Refusal('invalid', `at most ${maxScopes} scopes can be asked for at once`)

  const settings = await readSettings(db())
  const anonymous = credentials === 'none'
  const robot = credentials && !anonymous ? await authenticate({ ...credentials, source }, settings) : null
  if (!robot && !(anonymous && wanted.length > 0)) throw new Refusal('unauthorized', 'authentication required')

  const issuedAt = nowSeconds()
  const exp = Math.min(issuedAt + settings.tokenExpirationMinutes * 60, robot?.expiresAt ?? Infinity)
  const access = await accessTo(wanted, robot)
  const token = await signToken({ sub: robot?.name ?? '', aud: audience, iat: issuedAt, exp, access })
  return { token, expiresIn: exp - issuedAt, issuedAt }
}

/** This door alone takes the tokens of robots from before Harbor 2.2. */
const authenticate = (credentials: RobotCredentials, settings: Settings): Promise<AuthenticatedRobot | null> =>
  isLegacyLogin(credentials) ? authenticateLegacyRobot(credentials) : authenticateRobot(credentials, settings)

async function accessTo(wanted: readonly RegistryScope[], robot: AuthenticatedRobot | null): Promise<TokenAccess[]> {
  const names = wanted.flatMap((scope) => (scope.kind === 'repository' ? [scope.project] : []))
  const projects = await findProjects([...new Set(names)])
  const grants = robot?.grants ?? []
  const actionsIn = (project: Project | undefined) =>
    project ? repositoryActions(grants, { kind: 'project', projectId: project.id, public: project.public }) : []
  return wanted.map((scope) => {
    switch (scope.kind) {
      case 'repository':
        return { type: 'repository', name: scope.name, actions: actionsIn(projects.get(scope.project)) }
      case 'catalog':
        return {
          type: 'registry',
          name: 'catalog',
          actions: heldIn(grants, { kind: 'system' }).has('catalog:read') ? ['*'] : [],
        }
      case 'nothing':
        return { type: scope.type, name: scope.name, actions: [] }
    }
  })
}

type Project = { id: number; name: string; public: boolean }

async function findProjects(names: string[]): Promise<Map<string, Project>> {
  if (names.length === 0) return new Map()
  const where = { name: { in: names } }
  const projects = await db().project.findMany({ where, select: { id: true, name: true, public: true } })
  return new Map(projects.map((project) => [project.name, project]))
}
