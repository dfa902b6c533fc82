import 'server-only'
import { createHash, type KeyObject } from 'node:crypto'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/**
 * The id by which Distribution 2.x finds a key in its certificate bundle: 240 bits of the public key's SHA-256 in
 * base32, twelve groups of four. Any other `kid` makes it refuse the token.
 */
export function libtrustKid(publicKey: KeyObject): string {
  const der = publicKey.export({ type: 'spki', format: 'der' })
  const digest = createHash('sha256').update(der).digest().subarray(0, 30)
  return base32(digest).match(/.{4}/g)!.join(':')
}

/** For whole groups of five bytes, which need no padding. */
function base32(bytes: Buffer): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 5) {
    let group = bytes.readUIntBE(at, 5)
    let letters = ''
    for (let place = 0; place < 8; place++) {
      letters = alphabet[group % 32] + letters
      group = Math.floor(group / 32)
    }
    text += letters
  }
  return text
}
