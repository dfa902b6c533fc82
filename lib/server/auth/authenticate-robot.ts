import 'server-only'
import { decodeAccess } from '@/lib/domain/access'
import { isExpired } from '@/lib/domain/expiry'
import type { Actor, Grant, RequestSource } from '../actor'
import { recordDenial } from '../audit/record-denial'
import { now, nowSeconds } from '../clock'
import { db } from '../db'
import { isGeneratedSecret, matches } from '../secret'
import type { Settings } from '../settings/read'
import { countFailure, refuseIfThrottled } from './robot-throttle'
import { verifyChosen } from './verify-chosen'

export type RobotCredentials = { username: string; secret: string; source: RequestSource }
export type AuthenticatedRobot = Extract<Actor, { kind: 'robot' }> & {
  /** Unix seconds, null = never: nothing given to the robot may outlive it. */
  expiresAt: number | null
}

/** Compared with when there is no robot, or none with a secret of this kind: no secret has this digest. */
const nobodysSecret = { scheme: 'sha256', hash: Buffer.alloc(32).toString('base64') }

/**
 * The robot behind a full name and a secret, with its grants as they stand now, or null. Unknown, wrong, disabled and
 * expired are one answer to the caller; the audit log knows which. Every door asks here, so all share one throttle:
 * failing too often is a *too-many-requests* refusal with its seconds.
 *
 * What a check costs depends on the secret sent, which the caller knows, and never on what is stored: one of our
 * making (its checksum says so) is compared with SHA-256 digests only, any other pays one argon2. Digests of secrets
 * with 178 random bits cannot be guessed, so those are looked at however many failures there were: a job with an
 * outdated secret does not lock out the others behind its address. Chosen secrets can be guessed, so there the
 * throttle comes first.
 */
export async function authenticateRobot(
  credentials: RobotCredentials,
  settings: Settings,
): Promise<AuthenticatedRobot | null> {
  const { username, source } = credentials
  const robot = await findByLogin(loginOf(username, settings.robotNamePrefix))
  const right = await hasSecret(robot, credentials)
  const reason = refusalReason(robot, right)
  if (robot && reason === null) return toActor(robot, username, source)
  await countFailure(username, source)
  await recordRefusal(robot, credentials, reason ?? 'unknown')
  return null
}

/** Whether a name to sign in with is meant as a robot's. */
export const isRobotLogin = (username: string, settings: Settings): boolean =>
  loginOf(username, settings.robotNamePrefix) !== null

function loginOf(username: string, prefix: string): string | null {
  return username.startsWith(prefix) && username.length > prefix.length ? username.slice(prefix.length) : null
}

type FoundRobot = NonNullable<Awaited<ReturnType<typeof findByLogin>>>

// The empty name is nobody's: a name without the prefix costs the same query.
const findByLogin = (login: string | null) =>
  db().robot.findUnique({
    where: { loginName: login ?? '' },
    select: {
      id: true,
      loginName: true,
      disabled: true,
      expiresAt: true,
      project: { select: { id: true, name: true } },
      secrets: { select: { hash: true, scheme: true, expiresAt: true } },
      grants: { select: { scope: true, projectId: true, access: true } },
    },
  })

async function hasSecret(robot: FoundRobot | null, { username, secret, source }: RobotCredentials): Promise<boolean> {
  const live = robot?.secrets.filter(({ expiresAt }) => expiresAt === null || expiresAt > now()) ?? []
  if (isGeneratedSecret(secret)) {
    const generated = live.filter(({ scheme }) => scheme === 'sha256')
    const verdicts = await Promise.all([nobodysSecret, ...generated].map((stored) => matches(secret, stored)))
    return verdicts.includes(true)
  }
  const admit = () => refuseIfThrottled(username, source)
  await admit()
  const chosen = live.filter(({ scheme }) => scheme === 'argon2id').map(({ hash }) => hash)
  const verdicts = await Promise.all(
    (chosen.length > 0 ? chosen : [undefined]).map((hash) => verifyChosen(secret, hash, admit)),
  )
  return verdicts.includes(true)
}

type Reason = 'unknown' | 'wrong-secret' | 'disabled' | 'expired'

function refusalReason(robot: FoundRobot | null, right: boolean): Reason | null {
  if (!robot) return 'unknown'
  if (!right) return 'wrong-secret'
  if (robot.disabled) return 'disabled'
  return isExpired(seconds(robot), nowSeconds()) ? 'expired' : null
}

const seconds = ({ expiresAt }: FoundRobot): number | null => (expiresAt === null ? null : Number(expiresAt))

function toActor(robot: FoundRobot, name: string, source: RequestSource): AuthenticatedRobot {
  return { kind: 'robot', id: robot.id, name, grants: robot.grants.flatMap(toGrant), source, expiresAt: seconds(robot) }
}

/** A scope we do not know grants nothing. */
function toGrant({ scope, projectId, access }: FoundRobot['grants'][number]): Grant[] {
  if (scope === 'system' || scope === 'all-projects') return [{ scope, access: decodeAccess(access) }]
  return scope === 'project' && projectId !== null ? [{ scope, projectId, access: decodeAccess(access) }] : []
}

/** What was typed as a name may be a secret in the wrong field: only the name of a robot that exists is written down. */
async function recordRefusal(
  robot: FoundRobot | null,
  { username, source }: RobotCredentials,
  reason: Reason,
): Promise<void> {
  const resource = robot
    ? { type: 'robot' as const, id: robot.id, name: username, project: robot.project ?? undefined }
    : { type: 'robot' as const, name: '(no robot account)' }
  const entry = { operation: 'robot.sign-in' as const, resource, result: 'denied' as const, after: { reason } }
  await recordDenial({ kind: 'anonymous', source }, entry)
}
