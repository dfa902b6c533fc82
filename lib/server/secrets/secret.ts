import 'server-only'
import { randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { isValidSecret } from '@/lib/domain/texts/secret-rule'
import { Refusal } from '../errors'

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

/**
 * Refuses (*invalid*) a text with a secret of our making in it, or with the `chosen` one, before it is stored where
 * others read it and written into the log. The keys are what the sentence calls the texts.
 */
export function refuseSecrets(texts: Readonly<Record<string, string | null | undefined>>, chosen?: string): void {
  const isTold = (text: string) => holdsSecret(text) || (!!chosen && text.includes(chosen))
  const name = Object.keys(texts).find((each) => isTold(texts[each] ?? ''))
  if (name === undefined) return
  throw new Refusal(
    'invalid',
    `the ${name} holds the secret of a robot account, which others would read there`,
    'text-holds-secret',
  )
}
