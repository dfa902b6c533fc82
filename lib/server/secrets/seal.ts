import 'server-only'
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { derivedKey } from './secret-key'

const algorithm = 'aes-256-gcm'

/** Encrypts a private key for its row; `kid` is bound in, so that rows cannot be swapped. */
export function seal(plain: string, kid: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv(algorithm, derivedKey('signing-keys'), nonce).setAAD(Buffer.from(kid))
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  return ['v1', ...[nonce, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'))].join('.')
}

/** The inverse of `seal`; throws a sentence that names SECRET_KEY when the key is another one. */
export function unseal(text: string, kid: string, key = derivedKey('signing-keys')): string {
  const [, nonce, tag, sealed] = text.split('.').map((part) => Buffer.from(part, 'base64url'))
  try {
    const cipher = createDecipheriv(algorithm, key, nonce!, { authTagLength: 16 })
    cipher.setAAD(Buffer.from(kid)).setAuthTag(tag!)
    return cipher.update(sealed!, undefined, 'utf8') + cipher.final('utf8')
  } catch (cause) {
    const where = 'SECRET_KEY (or secret.key in DATA_DIR) is not the one this database was set up with'
    throw new Error(`${where}: restore the old one, since the registry's signing key cannot be read without it.`, {
      cause,
    })
  }
}
