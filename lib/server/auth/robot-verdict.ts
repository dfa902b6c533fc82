import 'server-only'
import { decodeAccess } from '@/lib/domain/access'
import { unknownName } from '@/lib/domain/audit-row'
import { isExpired } from '@/lib/domain/expiry'
import type { Actor, Grant, RequestSource } from '../rights/actor'
import { recordDenial } from '../rights/record-denial'
import { nowSeconds } from '../clock'
import { globalState } from '../global-state'
import { countAttempt, countMistake, refuseIfTooMany } from '../guessing/guess-limits'
import { rememberSuccess, type Attempt } from '../guessing/succeeded-places'
import type { SignInRobot } from '../store/hot-reads/hot-reads'

export type RobotCredentials = { username: string; secret: string; source: RequestSource }
export type AuthenticatedRobot = Extract<Actor, { kind: 'robot' }> & {
  /** Unix seconds, null = never: nothing given to the robot may outlive it. */
  expiresAt: number | null
  /** The secret it proved. */
  secretId: number
}

type Reason = 'unknown' | 'wrong-secret' | 'disabled' | 'expired'

/** `guessed`: whether the secret was of a kind that can be guessed. */
type Judged = Pick<RobotCredentials, 'username' | 'source'> & { guessed: boolean }

/**
 * The robot when the secret was right (`secretId` says which) and it may sign in, or null. Every refusal looks the same
 * to the caller, counts against the place it came from, and is in the audit log, a moment later, with its reason.
 */
export function verdict(robot: SignInRobot | null, secretId: number | null, judged: Judged): AuthenticatedRobot | null {
  const { username, source } = judged
  const reason = refusalReason(robot, secretId !== null)
  if (robot && secretId !== null && reason === null) {
    rememberSuccess(attemptOf(judged))
    return { ...toActor(robot, username, source), secretId }
  }
  countFailure(judged)
  noteRefusal(robot, username, source, reason ?? 'unknown')
  return null
}

export const attemptOf = ({ username, source }: Pick<RobotCredentials, 'username' | 'source'>): Attempt => ({
  kind: 'robot',
  name: username,
  address: source.address,
})

/** Refuses one of many guesses at the same moment that was one too many. */
function countFailure(judged: Judged): void {
  const attempt = attemptOf(judged)
  if (!judged.guessed) return countMistake(attempt)
  refuseIfTooMany(attempt)
  countAttempt(attempt)
}

/** Whether a robot may sign in at all, whatever its secret. */
export const maySignIn = (robot: SignInRobot): boolean => refusalReason(robot, true) === null

function refusalReason(robot: SignInRobot | null, right: boolean): Reason | null {
  if (!robot) return 'unknown'
  if (!right) return 'wrong-secret'
  if (robot.disabled) return 'disabled'
  return isExpired(seconds(robot), nowSeconds()) ? 'expired' : null
}

const seconds = ({ expiresAt }: SignInRobot): number | null => (expiresAt === null ? null : Number(expiresAt))

function toActor(robot: SignInRobot, name: string, source: RequestSource): Omit<AuthenticatedRobot, 'secretId'> {
  return { kind: 'robot', id: robot.id, name, grants: grantsOf(robot), source, expiresAt: seconds(robot) }
}

/** Read once of what is the same robot as long as nothing changes. */
function grantsOf(robot: SignInRobot): readonly Grant[] {
  const read = globalState('read-grants', () => new WeakMap<SignInRobot, readonly Grant[]>())
  const known = read.get(robot)
  if (known) return known
  const grants = robot.grants.flatMap(toGrant)
  read.set(robot, grants)
  return grants
}

/** A scope we do not know grants nothing. */
function toGrant({ scope, projectId, access }: SignInRobot['grants'][number]): Grant[] {
  if (scope === 'system' || scope === 'all-projects') return [{ scope, access: decodeAccess(access) }]
  return scope === 'project' && projectId !== null ? [{ scope, projectId, access: decodeAccess(access) }] : []
}

/** What was typed as a name may be a secret in the wrong field: only the name of a robot that exists is written down. */
function noteRefusal(robot: SignInRobot | null, username: string, source: RequestSource, reason: Reason): void {
  const resource = robot
    ? { type: 'robot' as const, id: robot.id, name: username, project: robot.project ?? undefined }
    : { type: 'robot' as const, name: unknownName }
  const entry = { operation: 'robot.sign-in' as const, resource, result: 'denied' as const, after: { reason } }
  // The answer does not wait for it: how long a refusal takes must not depend on who else is writing.
  void recordDenial({ kind: 'anonymous', source }, entry)
}
