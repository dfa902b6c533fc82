import 'server-only'
import { decodeAccess } from '@/lib/domain/access'
import { unknownName } from '@/lib/domain/audit-row'
import { isExpired } from '@/lib/domain/expiry'
import type { Actor, Grant, RequestSource } from '../actor'
import { recordDenial } from '../audit/record-denial'
import { nowSeconds } from '../clock'
import type { RobotGetPayload } from '../generated/sqlite/models'
import { countFailure } from './robot-throttle'

export type RobotCredentials = { username: string; secret: string; source: RequestSource }
export type AuthenticatedRobot = Extract<Actor, { kind: 'robot' }> & {
  /** Unix seconds, null = never: nothing given to the robot may outlive it. */
  expiresAt: number | null
  /** The secret it proved. */
  secretId: number
}

/** What a sign-in reads of a robot. */
export const signInFields = {
  id: true,
  loginName: true,
  disabled: true,
  expiresAt: true,
  project: { select: { id: true, name: true } },
  secrets: { select: { id: true, hash: true, scheme: true, expiresAt: true } },
  grants: { select: { scope: true, projectId: true, access: true } },
} as const
export type SignInRobot = RobotGetPayload<{ select: typeof signInFields }>

type Reason = 'unknown' | 'wrong-secret' | 'disabled' | 'expired'

/**
 * The robot when the secret was right (`secretId` says which) and it may sign in, or null. Every refusal looks the same to the caller, counts
 * against the place it came from, and is in the audit log with its reason.
 */
export async function verdict(
  robot: SignInRobot | null,
  secretId: number | null,
  { username, source }: Pick<RobotCredentials, 'username' | 'source'>,
): Promise<AuthenticatedRobot | null> {
  const reason = refusalReason(robot, secretId !== null)
  if (robot && secretId !== null && reason === null) return { ...toActor(robot, username, source), secretId }
  await countFailure(username, source)
  await recordRefusal(robot, username, source, reason ?? 'unknown')
  return null
}

function refusalReason(robot: SignInRobot | null, right: boolean): Reason | null {
  if (!robot) return 'unknown'
  if (!right) return 'wrong-secret'
  if (robot.disabled) return 'disabled'
  return isExpired(seconds(robot), nowSeconds()) ? 'expired' : null
}

const seconds = ({ expiresAt }: SignInRobot): number | null => (expiresAt === null ? null : Number(expiresAt))

function toActor(robot: SignInRobot, name: string, source: RequestSource): Omit<AuthenticatedRobot, 'secretId'> {
  return { kind: 'robot', id: robot.id, name, grants: robot.grants.flatMap(toGrant), source, expiresAt: seconds(robot) }
}

/** A scope we do not know grants nothing. */
function toGrant({ scope, projectId, access }: SignInRobot['grants'][number]): Grant[] {
  if (scope === 'system' || scope === 'all-projects') return [{ scope, access: decodeAccess(access) }]
  return scope === 'project' && projectId !== null ? [{ scope, projectId, access: decodeAccess(access) }] : []
}

/** What was typed as a name may be a secret in the wrong field: only the name of a robot that exists is written down. */
async function recordRefusal(
  robot: SignInRobot | null,
  username: string,
  source: RequestSource,
  reason: Reason,
): Promise<void> {
  const resource = robot
    ? { type: 'robot' as const, id: robot.id, name: username, project: robot.project ?? undefined }
    : { type: 'robot' as const, name: unknownName }
  const entry = { operation: 'robot.sign-in' as const, resource, result: 'denied' as const, after: { reason } }
  await recordDenial({ kind: 'anonymous', source }, entry)
}
