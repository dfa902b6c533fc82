import 'server-only'
import { createPublicKey, randomBytes, type KeyObject } from 'node:crypto'
import { decodeAccess } from '@/lib/domain/permissions/access'
import { isExpired } from '@/lib/domain/robots/expiry'
import { rightsKey } from '@/lib/domain/legacy-robots/legacy-access'
import { legacyPrefix, type LegacyClaims } from '@/lib/domain/legacy-robots/legacy-claims'
import { nowSeconds } from '../clock'
import { db } from '../store/db'
import { globalState } from '../global-state'
import { countingSignIn } from '../metrics/count'
import { legacyScheme, verificationKey } from './key'
import { claimedIn, isLegacyToken, verifyLegacyToken } from './token'
import { verdict, type AuthenticatedRobot, type RobotCredentials } from '../auth/verdict'
import { signInFields, toSignInRobot, type SignInRobot, type SignInSecret } from '../store/hot-reads/hot-reads'

/**
 * Whether these credentials are meant as a legacy robot's: its name always starts with `robot$`, whatever the setting,
 * and its token is longer than any secret of today. So a robot of today with the same full name is never mistaken.
 */
export const isLegacyLogin = ({ username, secret }: Pick<RobotCredentials, 'username' | 'secret'>): boolean =>
  username.startsWith(legacyPrefix) && isLegacyToken(secret)

/**
 * The imported robot that a token of the old system is for, or null. The token must be signed by the key that the robot
 * was imported with, not be expired, and say the same name, ids and rights as the import. For the registry's door only:
 * such robots have nothing to do with the API. A signature cannot be guessed, so a check comes before the throttle;
 * failures count as everywhere.
 */
export const authenticateLegacyRobot = (credentials: RobotCredentials): Promise<AuthenticatedRobot | null> =>
  countingSignIn('legacy', () => judge(credentials))

async function judge(credentials: RobotCredentials): Promise<AuthenticatedRobot | null> {
  const { username, secret, source } = credentials
  const attempt = { kind: 'robot' as const, name: username, address: source.address }
  const judged = { ...credentials, attempt, guess: null }
  const claimed = claimedIn(secret)
  const candidates = claimed.ok ? await findByClaims(username.slice(legacyPrefix.length), claimed.claims) : []
  for (const { robot, key } of candidates) {
    const found = claimed.ok ? await findToken(robot, key, claimed.claims, secret) : null
    if (found) return verdict(robot, found, judged)
  }
  // Whether there is such a robot must not be told by the time it takes.
  if (candidates.length === 0) await verifyLegacyToken(secret, decoyKey())
  return verdict(candidates[0]?.robot ?? null, null, judged)
}

/** The robots with these ids, each with its key. More than one only when several old systems gave the same to a name. */
async function findByClaims(account: string, { projectId, robotId }: LegacyClaims) {
  const found = await db().legacyIdentity.findMany({
    where: {
      oldProjectId: BigInt(projectId),
      oldRobotId: BigInt(robotId),
      robot: { level: 'project', name: account, legacy: true },
    },
    select: { key: true, robot: { select: signInFields } },
    take: 10,
  })
  return found.map(({ key, robot }) => ({ key, robot: toSignInRobot(robot) }))
}

/** The secret that stands for this token, when it is the robot's; else null. */
async function findToken(
  robot: SignInRobot,
  key: string,
  claims: LegacyClaims,
  token: string,
): Promise<SignInSecret | null> {
  const signed = await verifyLegacyToken(token, verificationKey(key))
  const granted = robot.grants.flatMap(({ access }) => decodeAccess(access))
  if (rightsKey(granted) !== rightsKey(claims.rights.access)) return null
  // The row ends no later than its token, and then the row is what tells the audit log why.
  const rowExpired = isExpired(robot.expiresAt === null ? null : Number(robot.expiresAt), nowSeconds())
  if (signed !== 'right' && !(signed === 'expired' && rowExpired)) return null
  return robot.secrets.find(({ scheme }) => scheme === legacyScheme) ?? null
}

/** A key nobody has: checking against it takes as long. 4096 bits, as Harbor made its own. */
const decoyKey = (): KeyObject =>
  globalState('legacy-decoy', () => {
    const modulus = randomBytes(512)
    modulus[0]! |= 0x80
    modulus[511]! |= 1
    return createPublicKey({ key: { kty: 'RSA', n: modulus.toString('base64url'), e: 'AQAB' }, format: 'jwk' })
  })
