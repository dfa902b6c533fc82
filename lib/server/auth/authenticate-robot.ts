import 'server-only'
import { isOver } from '@/lib/domain/secrets/robot-secret'
import { now } from '../clock'
import type { Guess } from '../guessing/guess'
import { guessOf } from '../guessing/guess-limits'
import { rememberSuccess, type Attempt } from '../guessing/succeeded-places'
import { wasUsedFrom } from '../guessing/used-from'
import { countingSignIn, countSignIn } from '../metrics/count'
import type { RequestSource } from '../rights/actor'
import { isGeneratedSecret } from '../secrets/secret'
import { indexOfGenerated } from '../secrets/stored-secret'
import { nameBy, settingsOf } from '../settings/current'
import { hotReads } from '../store/db'
import type { HotAnswer, HotQuestion, SignInRobot, SignInSecret } from '../store/hot-reads/hot-reads'
import { maySignIn, verdict, type AuthenticatedRobot, type RobotCredentials } from './verdict'
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
export const authenticateRobot = (
  credentials: RobotCredentials,
  answer: Pick<HotAnswer, 'robot' | 'settings'>,
): Promise<AuthenticatedRobot | null> =>
  countingSignIn(isGeneratedSecret(credentials.secret) ? 'generated' : 'chosen', () => judge(credentials, answer))

async function judge(
  credentials: RobotCredentials,
  { robot, settings }: Pick<HotAnswer, 'robot' | 'settings'>,
): Promise<AuthenticatedRobot | null> {
  const { secret, source } = credentials
  const attempt = attemptOf(credentials, settings)
  const isOwnPlace = () => wasUsedFrom({ id: robot?.id ?? 0, name: attempt.name }, source.address)
  const guess = isGeneratedSecret(secret) ? null : guessOf(attempt, isOwnPlace)
  const find = async () => {
    guess?.refuseIfTooMany()
    return findSecret(robot, credentials, guess)
  }
  const right = await (guess?.unlessAtHome(find) ?? find()).catch((error: unknown) => {
    guess?.takeBack()
    throw error
  })
  const answer = verdict(robot, right, { ...credentials, attempt, guess })
  if (answer && right && guess) rememberChosen(secret, right.hash)
  return answer
}

/**
 * Whether the robot, proved by what was read and by a secret that cannot be guessed, is let in again with the same: then
 * only its time, or its secret's, can have come.
 */
export function mayGoOn(
  proved: AuthenticatedRobot,
  { robot, settings }: Pick<HotAnswer, 'robot' | 'settings'>,
  source: RequestSource,
): boolean {
  const secret = robot?.secrets.find(({ id }) => id === proved.secretId)
  if (!robot || !secret || !isLive(secret) || !maySignIn(robot)) return false
  rememberSuccess(attemptOf({ username: proved.name, source }, settings))
  countSignIn('generated', 'success')
  return true
}

const isLive = ({ end }: SignInSecret): boolean => !isOver(end, now().getTime())

/**
 * The robot's live secret that this is; null when it is none. One that was given to it twice is the newer: the older one
 * may be about to end.
 */
async function findSecret(
  robot: SignInRobot | null,
  { secret }: RobotCredentials,
  guess: Guess | null,
): Promise<SignInSecret | null> {
  const live = (robot?.secrets.filter(isLive) ?? []).reverse()
  if (!guess) {
    const generated = live.filter(({ scheme }) => scheme === 'sha256')
    return generated[indexOfGenerated(secret, [nobodysSecret, ...generated]) - 1] ?? null
  }
  const look = async (isRight: () => Promise<boolean>) => {
    guess.refuseIfTooMany()
    return guess.look(isRight)
  }
  const mayBeTold = robot !== null && maySignIn(robot)
  const chosen = live.filter(({ scheme }) => scheme === 'argon2id')
  const hashes = chosen.length > 0 ? chosen.map(({ hash }) => hash) : [undefined]
  const compared = await Promise.all(hashes.map((hash) => verifyChosen(secret, hash, mayBeTold, look)))
  const right = chosen[compared.indexOf(true)]
  // The slow hash has its time.
  return right && isLive(right) ? right : null
}

/** By what a name means, whether there is such a robot or not: under each prefix that goes on it is the same robot. */
const attemptOf = ({ username, source }: Pick<RobotCredentials, 'username' | 'source'>, settings: string): Attempt => ({
  kind: 'robot',
  name: nameBy(settings, username)?.login ?? username,
  address: source.address,
})
