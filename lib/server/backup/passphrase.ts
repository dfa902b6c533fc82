import 'server-only'
import { isUtf8 } from 'node:buffer'

const [minLength, minDifferent] = [12, 5]

/**
 * Refuses what could be guessed: whoever has the file may try as long as he likes, with about a second for each. Length
 * is all that can be told of a passphrase; one of several words is good.
 */
export function refuseWeak(passphrase: string): void {
  const characters = Array.from(passphrase)
  if (characters.length >= minLength && new Set(characters).size >= minDifferent) return
  throw new Error(
    `the passphrase must have at least ${minLength} characters, ${minDifferent} of them different: five random words are good`,
  )
}

/** The one line of what is to hold a passphrase alone; what an editor adds at its ends is no part of it. */
export function passphraseIn(bytes: Uint8Array): string {
  // Read as anything else, one passphrase could stand for many: half of it would be one and the same character.
  if (!isUtf8(bytes)) throw new Error('the passphrase must be UTF-8 text')
  const line = new TextDecoder().decode(bytes).replace(/\r?\n$/, '')
  if (line === '' || /[\r\n]/.test(line)) throw new Error('a passphrase must stand alone, in one line')
  return line
}
