import 'server-only'
import { unknownName } from '@/lib/domain/audit/audit-row'
import { decodeAccess } from '@/lib/domain/permissions/access'
import { isExpired } from '@/lib/domain/robots/expiry'
import { nowSeconds } from '../clock'
import { globalState } from '../global-state'
import type { Guess } from '../guessing/guess'
import { countMistake } from '../guessing/guess-limits'
import { rememberSuccess, type Attempt } from '../guessing/succeeded-places'
import type { TokenRefusal } from '../metrics/numbers'
import type { Actor, Grant, RequestSource } from '../rights/actor'
import { recordDenial } from '../rights/record-denial'
import type { SignInRobot, SignInSecret } from '../store/hot-reads/hot-reads'

export type RobotCredentials = {
  username: string
  secret: string
  source: RequestSource
  /** Told why nobody is let in: for who counts, never for who asks. */
  because?: (reason: Extract<TokenRefusal, 'unknown-name' | Reason>) => void
}
export type AuthenticatedRobot = Extract<Actor, { kind: 'robot' }> & {
  /** When the robot ends, or the secret that it proved: Unix seconds, null = never. Nothing given to it may outlive that. */
  expiresAt: number | null
  /** The secret it proved. */
  secretId: number
}

type Named = Pick<RobotCredentials, 'username' | 'source'>

type Reason = 'unknown' | 'wrong-secret' | 'disabled' | 'expired'

/** `guess`: null where the secret was of a kind that cannot be guessed. */
type Judged = Named & { attempt: Attempt; guess: Guess | null }

/**
 * The robot when the secret was right (it is given, then) and it may sign in, or null. Every refusal looks the same
 * to the caller, counts against the place it came from, and is in the audit log, a moment later, with its reason.
 */
export function verdict(
  robot: SignInRobot | null,
  secret: SignInSecret | null,
  judged: Judged & Pick<RobotCredentials, 'because'>,
): AuthenticatedRobot | null {
  const { username, source } = judged
  const reason = refusalReason(robot, secret !== null)
  if (robot && secret && reason === null) {
    judged.guess?.takeBack()
    rememberSuccess(judged.attempt)
    return toActor(robot, secret, { username, source })
  }
  judged.because?.(reason === null || reason === 'unknown' ? 'unknown-name' : reason)
  countFailure(judged)
  noteRefusal(robot, username, source, reason ?? 'unknown')
  return null
}

/** Refuses one of many guesses at the same moment that was one too many. */
function countFailure(judged: Judged): void {
  const { guess } = judged
  if (!guess) return countMistake(judged.attempt)
  guess.refuseIfFullHere()
  guess.fail()
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

function toActor(robot: SignInRobot, secret: SignInSecret, { username: name, source }: Named): AuthenticatedRobot {
  const ends = [seconds(robot), secret.end === null ? null : Math.ceil(secret.end / 1000)].filter((end) => end !== null)
  const expiresAt = ends.length > 0 ? Math.min(...ends) : null
  return { kind: 'robot', id: robot.id, name, grants: grantsOf(robot), source, expiresAt, secretId: secret.id }
}

/** Read once of what is the same robot as long as nothing changes. */
export function grantsOf(robot: SignInRobot): readonly Grant[] {
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
