import 'server-only'
import { createPublicKey, randomBytes, type KeyObject } from 'node:crypto'
import { decodeAccess } from '@/lib/domain/access'
import { isExpired } from '@/lib/domain/expiry'
import { rightsKey } from '@/lib/domain/legacy-access'
import { legacyPrefix, type LegacyClaims } from '@/lib/domain/legacy-claims'
import { nowSeconds } from '../clock'
import { db } from '../store/db'
import { globalState } from '../global-state'
import { decodeIdentity, idsInfix, legacyScheme, verificationKey } from './key'
import { claimedIn, isLegacyToken, verifyLegacyToken } from './token'
import { verdict, type AuthenticatedRobot, type RobotCredentials } from '../auth/robot-verdict'
import { signInFields, type SignInRobot } from '../store/hot-reads/hot-reads'

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
export async function authenticateLegacyRobot(credentials: RobotCredentials): Promise<AuthenticatedRobot | null> {
  const { username, secret } = credentials
  const judged = { ...credentials, guessed: false }
  const claimed = claimedIn(secret)
  const candidates = claimed.ok ? await findByClaims(username.slice(legacyPrefix.length), claimed.claims) : []
  for (const robot of candidates) {
    const secretId = claimed.ok ? await findToken(robot, claimed.claims, secret) : null
    if (secretId !== null) return verdict(robot, secretId, judged)
  }
  // Whether there is such a robot must not be told by the time it takes.
  if (candidates.length === 0) await verifyLegacyToken(secret, decoyKey())
  return verdict(candidates[0] ?? null, null, judged)
}

/** More than one only when several old systems gave the same numbers to the same name. */
const findByClaims = (account: string, { projectId, robotId }: LegacyClaims): Promise<SignInRobot[]> =>
  db().robot.findMany({
    where: {
      level: 'project',
      name: account,
      legacy: true,
      secrets: { some: { scheme: legacyScheme, hash: { contains: idsInfix(projectId, robotId) } } },
    },
    select: signInFields,
    take: 10,
  })

/** The id of what the robot was imported with, when this is its token; else null. */
async function findToken(robot: SignInRobot, claims: LegacyClaims, token: string): Promise<number | null> {
  const imported = robot.secrets.find((each) => decodeIdentity(each) !== null)
  const identity = imported && decodeIdentity(imported)
  if (!identity || identity.projectId !== claims.projectId || identity.robotId !== claims.robotId) return null
  const signed = await verifyLegacyToken(token, verificationKey(identity.key))
  const granted = robot.grants.flatMap(({ access }) => decodeAccess(access))
  if (rightsKey(granted) !== rightsKey(claims.rights.access)) return null
  // The row ends no later than its token, and then the row is what tells the audit log why.
  const rowExpired = isExpired(robot.expiresAt === null ? null : Number(robot.expiresAt), nowSeconds())
  return signed === 'right' || (signed === 'expired' && rowExpired) ? imported.id : null
}

/** A key nobody has: checking against it takes as long. 4096 bits, as Harbor made its own. */
const decoyKey = (): KeyObject =>
  globalState('legacy-decoy', () => {
    const modulus = randomBytes(512)
    modulus[0]! |= 0x80
    modulus[511]! |= 1
    return createPublicKey({ key: { kty: 'RSA', n: modulus.toString('base64url'), e: 'AQAB' }, format: 'jwk' })
  })
