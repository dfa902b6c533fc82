import 'server-only'
import { hash, randomBytes, timingSafeEqual } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { hash as argon2Hash, verify as argon2Verify } from '@node-rs/argon2'
import { isValidSecret } from '@/lib/domain/secret-rule'
import { inTurn } from './slow-hash'

/** How a stored hash was made. Generated secrets hold ≥ 178 random bits and need no slow hash; chosen ones do. */
/** The schemes that are compared here; a legacy robot's is another (lib/server/legacy-robots/key.ts). */
type SecretScheme = 'sha256' | 'argon2id'
export type StoredSecret = { hash: string; scheme: SecretScheme }

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const prefix = 'hrb_'
const randomLength = 30
const checksumLength = 6

/**
 * A new secret: `hrb_`, 30 random base62 characters and a 6-character checksum, so that scanners can tell a leaked one
 * without asking us. Redrawn until Harbor's rule for secrets holds.
 */
export function generateSecret(): string {
  for (;;) {
    const random = randomBase62(randomLength)
    const secret = prefix + random + checksum(random)
    if (isValidSecret(secret)) return secret
  }
}

/** Rejection sampling: bytes of 248 and above would favour the first letters of the alphabet. */
function randomBase62(length: number): string {
  let text = ''
  while (text.length < length) {
    for (const byte of randomBytes(length - text.length)) {
      if (byte < 248) text += alphabet[byte % 62]
    }
  }
  return text
}

/** CRC-32 of the random part in base62, padded to six characters: finds every single wrong character. */
function checksum(random: string): string {
  let value = crc32(random)
  let text = ''
  for (let place = 0; place < checksumLength; place++) {
    text = alphabet[value % 62] + text
    value = Math.floor(value / 62)
  }
  return text
}

/** Whether a text is a secret of our making, judged by its checksum alone. */
export function isGeneratedSecret(secret: string): boolean {
  if (!secret.startsWith(prefix) || secret.length !== prefix.length + randomLength + checksumLength) return false
  const random = secret.slice(prefix.length, prefix.length + randomLength)
  return secret.slice(-checksumLength) === checksum(random)
}

const generated = new RegExp(`${prefix}[0-9A-Za-z]{${randomLength + checksumLength}}`, 'g')

/** The text with a mark in place of every secret of our making: for what is written down or logged. */
export const withoutSecrets = (text: string): string =>
  text.replace(generated, (found) => (isGeneratedSecret(found) ? '(secret)' : found))

/** Whether a secret of our making stands anywhere in the text. */
export const holdsSecret = (text: string): boolean => withoutSecrets(text) !== text

const sha256 = (text: string): Buffer => hash('sha256', text, 'buffer')

/** The stored form of a generated secret. */
export const hashGenerated = (secret: string): StoredSecret => ({
  scheme: 'sha256',
  hash: sha256(secret).toString('base64'),
})

/**
 * The stored form of a secret or password a person chose: argon2id, 19 MiB, two passes (OWASP's first choice). Waits
 * for its turn; *unavailable* when too many wait.
 */
export async function hashChosen(secret: string): Promise<StoredSecret> {
  const made = await inTurn(() => argon2Hash(secret, { memoryCost: 19_456, timeCost: 2, parallelism: 1 }))
  return { scheme: 'argon2id', hash: made }
}

/**
 * Whether `secret` is the one behind a stored hash. An unknown scheme or a broken hash is no. With argon2id call it
 * `inTurn`.
 */
export async function matches(secret: string, stored: { hash: string; scheme: string }): Promise<boolean> {
  if (stored.scheme === 'sha256') return equalDigests(sha256(secret), Buffer.from(stored.hash, 'base64'))
  if (stored.scheme === 'argon2id') return argon2Verify(stored.hash, secret).catch(() => false)
  return false
}

/** Which of these digests a generated secret is behind, or -1. All are compared, whichever it is. */
export function indexOfGenerated(secret: string, stored: readonly { hash: string }[]): number {
  const digest = sha256(secret)
  return stored.map((each) => equalDigests(digest, Buffer.from(each.hash, 'base64'))).indexOf(true)
}

const equalDigests = (one: Buffer, other: Buffer): boolean => one.length === other.length && timingSafeEqual(one, other)
