import 'server-only'
import { createHash, createPublicKey, type KeyObject } from 'node:crypto'
import { globalState } from '../global-state'
import type { RobotSecret } from '../generated/sqlite/client'

/** What `RobotSecret` calls a robot whose secret is a token of the old system. */
export const legacyScheme = 'legacy-rs256'

/**
 * What a legacy robot's token is checked against, in place of a hash: the old system's public key and the ids it has
 * there. The key is kept with each robot that was imported with it: it vouches for these and for nobody else, and goes
 * with the last of them.
 */
export type LegacyIdentity = { key: LegacyKey; projectId: number; robotId: number }
/** `fingerprint`: SHA-256 of the key, hexadecimal. `spki`: the key itself, DER in base64. */
export type LegacyKey = { fingerprint: string; spki: string }

/** `<fingerprint>:<old project id>:<old robot id>:<key>`, so that a prefix finds a key's project. */
export const encodeIdentity = ({ key, projectId, robotId }: LegacyIdentity): string =>
  `${projectPrefix(key, projectId)}${robotId}:${key.spki}`

export const keyPrefix = ({ fingerprint }: LegacyKey): string => `${fingerprint}:`
export const projectPrefix = (key: LegacyKey, projectId: number): string => `${keyPrefix(key)}${projectId}:`
/** What the text of every robot with these ids holds, whatever its key. */
export const idsInfix = (projectId: number, robotId: number): string => `:${projectId}:${robotId}:`
/** What the text of every robot with this id holds; those of a project with this id do, too. */
export const robotInfix = (robotId: number): string => `:${robotId}:`

/** The inverse of `encodeIdentity`; null for a secret of another scheme. */
export function decodeIdentity({ scheme, hash }: Pick<RobotSecret, 'scheme' | 'hash'>): LegacyIdentity | null {
  const [fingerprint, projectId, robotId, spki] = hash.split(':')
  if (scheme !== legacyScheme || !fingerprint || !spki) return null
  return { key: { fingerprint, spki }, projectId: Number(projectId), robotId: Number(robotId) }
}

export type ParsedKey = { ok: true; key: LegacyKey; bits: number } | { ok: false; problem: string }

/** Reads a public key (or a certificate with one) in PEM. Takes RSA from 2048 bits, as RS256 wants it. */
export function parseLegacyKey(pem: string): ParsedKey {
  // Node would quietly derive the public key, and a private key has no business here.
  if (/PRIVATE KEY-----/.test(pem)) {
    return { ok: false, problem: 'holds a private key: give the public one (openssl rsa -in private_key.pem -pubout)' }
  }
  const key = readKey(pem)
  if (!key) return { ok: false, problem: 'holds no public key or certificate in PEM' }
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0
  if (key.asymmetricKeyType !== 'rsa' || bits < 2048) {
    return { ok: false, problem: 'must hold an RSA key of at least 2048 bits, as Harbor signs with' }
  }
  const der = key.export({ type: 'spki', format: 'der' })
  const fingerprint = createHash('sha256').update(der).digest('hex')
  return { ok: true, key: { fingerprint, spki: der.toString('base64') }, bits }
}

function readKey(pem: string): KeyObject | null {
  try {
    return createPublicKey(pem)
  } catch {
    return null
  }
}

const maxKeys = 100

/** The key to verify with. Kept, since reading one costs more than a check. */
export function verificationKey({ spki }: LegacyKey): KeyObject {
  const known = globalState('legacy-keys', () => new Map<string, KeyObject>())
  const key = known.get(spki) ?? createPublicKey({ key: Buffer.from(spki, 'base64'), format: 'der', type: 'spki' })
  if (known.size >= maxKeys) known.delete(known.keys().next().value!)
  known.set(spki, key)
  return key
}
