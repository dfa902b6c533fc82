import 'server-only'
import type { Settings } from '@/lib/domain/settings'
import { now } from '../clock'
import { refuseIfTooMany } from '../guessing/guess-limits'
import { isGeneratedSecret } from '../secrets/secret'
import { indexOfGenerated } from '../secrets/stored-secret'
import { settingsOf } from '../settings/current'
import { hotReads } from '../store/db'
import type { HotAnswer, SignInRobot } from '../store/hot-reads/hot-reads'
import { attemptOf, maySignIn, verdict, type AuthenticatedRobot, type RobotCredentials } from './robot-verdict'
import { rememberChosen, verifyChosen } from './verify-chosen'

/** Compared with when there is no robot, or none with a secret of this kind: no secret has this digest. */
const nobodysSecret = { hash: Buffer.alloc(32).toString('base64') }

/** What a sign-in asks the database, all at once. `isRobot`: whether the name is meant as a robot's, by its prefix. */
export type SignInRead = Omit<HotAnswer, 'settings'> & { settings: Settings; isRobot: boolean }

/** Reads for the one who signs in under this name, and for nobody when it is null; with it, projects that are asked for. */
export async function readSignIn(username: string | null, projects: readonly string[] = []): Promise<SignInRead> {
  const login = (text: string) => (username === null ? null : loginOf(username, settingsOf(text).robotNamePrefix))
  const answer = await hotReads().ask({ login, projects })
  return { ...answer, settings: settingsOf(answer.settings), isRobot: login(answer.settings) !== null }
}

function loginOf(username: string, prefix: string): string | null {
  return username.startsWith(prefix) && username.length > prefix.length ? username.slice(prefix.length) : null
}

/**
 * The robot behind a full name and a secret, with its grants as they stand in what was read, or null. Unknown, wrong, disabled and
 * expired are one answer to the caller; the audit log knows which. Every door asks here (legacy robots have their own
 * way in), so all share one throttle: failing too often is a *too-many-requests* refusal with its seconds.
 *
 * What a check costs depends on the secret sent, which the caller knows, and never on what is stored: one of our
 * making (its checksum says so) is compared with SHA-256 digests only, any other pays one argon2. Digests of secrets
 * with 178 random bits cannot be guessed, so those are looked at however many failures there were: a job with an
 * outdated secret does not lock out the others behind its address. Chosen secrets can be guessed, so there the
 * throttle comes first.
 */
export async function authenticateRobot(
  credentials: RobotCredentials,
  { robot }: Pick<SignInRead, 'robot'>,
): Promise<AuthenticatedRobot | null> {
  const { secret } = credentials
  const guessed = !isGeneratedSecret(secret)
  if (guessed) refuseIfTooMany(attemptOf(credentials))
  const right = await findSecret(robot, credentials)
  const answer = verdict(robot, right?.id ?? null, { ...credentials, guessed })
  if (answer && right && guessed) rememberChosen(secret, right.hash)
  return answer
}

/** The robot's live secret that this is; null when it is none. */
async function findSecret(
  robot: SignInRobot | null,
  credentials: RobotCredentials,
): Promise<{ id: number; hash: string } | null> {
  const { secret } = credentials
  const live = robot?.secrets.filter(({ expiresAt }) => expiresAt === null || expiresAt > now()) ?? []
  if (isGeneratedSecret(secret)) {
    const generated = live.filter(({ scheme }) => scheme === 'sha256')
    return generated[indexOfGenerated(secret, [nobodysSecret, ...generated]) - 1] ?? null
  }
  const admit = () => refuseIfTooMany(attemptOf(credentials))
  const isLive = robot !== null && maySignIn(robot)
  const chosen = live.filter(({ scheme }) => scheme === 'argon2id')
  const hashes = chosen.length > 0 ? chosen.map(({ hash }) => hash) : [undefined]
  const compared = await Promise.all(hashes.map((hash) => verifyChosen(secret, hash, isLive, admit)))
  return chosen[compared.indexOf(true)] ?? null
}
