import 'server-only'
import { createHash, createPublicKey, type KeyObject } from 'node:crypto'
import { globalState } from '../global-state'

/** The scheme of a secret that is a token of the old system. Its row is for its id and its uses: see `LegacyIdentity`. */
export const legacyScheme = 'legacy-rs256'

/**
 * An old system's public key. It is kept with each robot that was imported with it: it vouches for these and for nobody
 * else, and goes with the last of them. `fingerprint`: SHA-256 of the key, hexadecimal. `spki`: the key itself, DER in
 * base64.
 */
export type LegacyKey = { fingerprint: string; spki: string }

type ParsedKey = { ok: true; key: LegacyKey; bits: number } | { ok: false; problem: string }

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
export function verificationKey(spki: string): KeyObject {
  const known = globalState('legacy-keys', () => new Map<string, KeyObject>())
  const key = known.get(spki) ?? createPublicKey({ key: Buffer.from(spki, 'base64'), format: 'der', type: 'spki' })
  if (known.size >= maxKeys) known.delete(known.keys().next().value!)
  known.set(spki, key)
  return key
}
