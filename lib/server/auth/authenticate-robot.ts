import 'server-only'
import { decodeAccess } from '@/lib/domain/access'
import { unknownName } from '@/lib/domain/audit-row'
import { isExpired } from '@/lib/domain/expiry'
import { isOver } from '@/lib/domain/robot-secret'
import { now, nowSeconds } from '../clock'
import { globalState } from '../global-state'
import { countAttempt, countMistake, refuseIfTooMany } from '../guessing/guess-limits'
import { rememberSuccess, type Attempt } from '../guessing/succeeded-places'
import type { Actor, Grant, RequestSource } from '../rights/actor'
import { recordDenial } from '../rights/record-denial'
import { isGeneratedSecret } from '../secrets/secret'
import { indexOfGenerated } from '../secrets/stored-secret'
import { nameBy, settingsOf } from '../settings/current'
import { hotReads } from '../store/db'
import type { HotAnswer, HotQuestion, SignInRobot, SignInSecret } from '../store/hot-reads/hot-reads'
import { rememberChosen, verifyChosen } from './verify-chosen'

/** Compared with when there is no robot, or none with a secret of this kind: no secret has this digest. */
const nobodysSecret = { hash: Buffer.alloc(32).toString('base64') }

/** What a sign-in under this name asks the database, all at once; with it, projects that are asked for. Null = nobody's. */
export const signInQuestion = (username: string | null, projects: readonly string[] = []): HotQuestion => ({
  login: (settings) => (username === null ? null : (nameBy(settings, username)?.login ?? null)),
  projects,
})

export const readSignIn = (username: string): Promise<HotAnswer> => hotReads().ask(signInQuestion(username))

/** Whether a name is meant as a robot's, by its prefix: today's, or one of before that still goes on. */
export const isRobotName = (username: string, { settings }: HotAnswer): boolean => nameBy(settings, username) !== null

/** Whoever signed in under a name of before acts, and is on record, under today's. */
export function underPresentName(robot: AuthenticatedRobot, answer: HotAnswer): AuthenticatedRobot {
  const { robotNamePrefix } = settingsOf(answer.settings)
  return { ...robot, name: robotNamePrefix + (answer.robot?.loginName ?? '') }
}

/**
 * The robot behind a full name and a secret, with its grants as they stand in what was read, or null. Unknown, wrong,
 * disabled and expired are one answer to the caller; the audit log knows which. Every door asks here (legacy robots have
 * their own way in), so all share one throttle: failing too often is a *too-many-requests* refusal with its seconds.
 *
 * What a check costs depends on the secret sent, which the caller knows, and never on what is stored: one of our
 * making (its checksum says so) is compared with SHA-256 digests only, any other pays one argon2. Digests of secrets
 * with 178 random bits cannot be guessed, so those are looked at however many failures there were: a job with an
 * outdated secret does not lock out the others behind its address. Chosen secrets can be guessed, so there the
 * throttle comes first.
 */
export async function authenticateRobot(
  credentials: RobotCredentials,
  { robot }: Pick<HotAnswer, 'robot'>,
): Promise<AuthenticatedRobot | null> {
  const { secret } = credentials
  const guessed = !isGeneratedSecret(secret)
  if (guessed) refuseIfTooMany(attemptOf(credentials))
  const right = await findSecret(robot, credentials)
  const answer = verdict(robot, right, { ...credentials, guessed })
  if (answer && right && guessed) rememberChosen(secret, right.hash)
  return answer
}

/**
 * Whether the robot, proved by what was read and by a secret that cannot be guessed, is let in again with the same: then
 * only its time, or its secret's, can have come.
 */
export function mayGoOn(
  proved: AuthenticatedRobot,
  { robot }: Pick<HotAnswer, 'robot'>,
  source: RequestSource,
): boolean {
  const secret = robot?.secrets.find(({ id }) => id === proved.secretId)
  if (!robot || !secret || !isLive(secret) || !maySignIn(robot)) return false
  rememberSuccess(attemptOf({ username: proved.name, source }))
  return true
}

const isLive = ({ end }: SignInSecret): boolean => !isOver(end, now().getTime())

/**
 * The robot's live secret that this is; null when it is none. One that was given to it twice is the newer: the older one
 * may be about to end.
 */
async function findSecret(robot: SignInRobot | null, credentials: RobotCredentials): Promise<SignInSecret | null> {
  const { secret } = credentials
  const live = (robot?.secrets.filter(isLive) ?? []).reverse()
  if (isGeneratedSecret(secret)) {
    const generated = live.filter(({ scheme }) => scheme === 'sha256')
    return generated[indexOfGenerated(secret, [nobodysSecret, ...generated]) - 1] ?? null
  }
  const admit = () => refuseIfTooMany(attemptOf(credentials))
  const mayBeTold = robot !== null && maySignIn(robot)
  const chosen = live.filter(({ scheme }) => scheme === 'argon2id')
  const hashes = chosen.length > 0 ? chosen.map(({ hash }) => hash) : [undefined]
  const compared = await Promise.all(hashes.map((hash) => verifyChosen(secret, hash, mayBeTold, admit)))
  const right = chosen[compared.indexOf(true)]
  // The slow hash has its time.
  return right && isLive(right) ? right : null
}

export type RobotCredentials = { username: string; secret: string; source: RequestSource }
export type AuthenticatedRobot = Extract<Actor, { kind: 'robot' }> & {
  /** When the robot ends, or the secret that it proved: Unix seconds, null = never. Nothing given to it may outlive that. */
  expiresAt: number | null
  /** The secret it proved. */
  secretId: number
}

type Reason = 'unknown' | 'wrong-secret' | 'disabled' | 'expired'

/** `guessed`: whether the secret was of a kind that can be guessed. */
type Judged = Pick<RobotCredentials, 'username' | 'source'> & { guessed: boolean }

/**
 * The robot when the secret was right (it is given, then) and it may sign in, or null. Every refusal looks the same
 * to the caller, counts against the place it came from, and is in the audit log, a moment later, with its reason.
 */
export function verdict(
  robot: SignInRobot | null,
  secret: SignInSecret | null,
  judged: Judged,
): AuthenticatedRobot | null {
  const { username, source } = judged
  const reason = refusalReason(robot, secret !== null)
  if (robot && secret && reason === null) {
    rememberSuccess(attemptOf(judged))
    return toActor(robot, secret, { username, source })
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

type Named = Pick<RobotCredentials, 'username' | 'source'>

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
