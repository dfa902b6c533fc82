import 'server-only'
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { hashRaw } from '@node-rs/argon2'
import { derivedKey } from './secret-key'
import { inTurn } from './stored-secret'

// A one-time link is `/link/<id>#<key>`. Its row is found by a handle made of both, and its box opens with the key, with
// the server's own, and with the passphrase if there is one: neither database nor link is enough.

const algorithm = 'aes-256-gcm'

/** Both halves of a link, 128 random bits each. */
export const newLinkHalves = (): LinkHalves => ({ id: half(), key: half() })
const half = (): string => randomBytes(16).toString('base64url')

type LinkHalves = { id: string; key: string }

/** What a link's row is found by; the key cannot be told from it. */
export const linkHandle = ({ id, key }: LinkHalves): string =>
  Buffer.from(hkdfSync('sha256', key, id, 'one-time-link handle', 32)).toString('base64url')

export const newSalt = (): string => randomBytes(16).toString('base64url')

/**
 * A passphrase made long, at the cost of a sign-in and in its queue: *unavailable* when too many wait. `look` runs it when
 * its turn has come (at once where there is none), or refuses to.
 */
export async function stretch(
  passphrase: string | undefined,
  salt: string,
  look: Look = (make) => make(),
): Promise<Buffer | null> {
  if (!passphrase) return look(async () => null)
  const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32, salt: Buffer.from(salt) }
  return inTurn(() => look(() => hashRaw(passphrase, options)))
}

export type Look = (make: () => Promise<Buffer | null>) => Promise<Buffer | null>

type Keys = { key: string; salt: string; stretched: Buffer | null }
/** What the box is for: moved to another row, or with another expiry, it does not open. */
type BoxOwner = { handle: string; robotId: number; secretId: number; expiresAt: Date }

export function fillBox(secret: string, keys: Keys, owner: BoxOwner): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv(algorithm, boxKey(keys), nonce).setAAD(ownerText(owner))
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
  return [nonce, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url')).join('.')
}

/** The secret, or null: the passphrase is another, or the row is not as it was written. */
export function openBox(box: string, keys: Keys, owner: BoxOwner): string | null {
  const [nonce, tag, sealed] = box.split('.').map((part) => Buffer.from(part, 'base64url'))
  try {
    const decipher = createDecipheriv(algorithm, boxKey(keys), nonce!, { authTagLength: 16 })
    decipher.setAAD(ownerText(owner)).setAuthTag(tag!)
    return decipher.update(sealed!, undefined, 'utf8') + decipher.final('utf8')
  } catch {
    return null
  }
}

function boxKey({ key, salt, stretched }: Keys): Buffer {
  // Each of its own fixed length, so that no two of them read alike.
  const material = Buffer.concat([derivedKey('one-time-links'), stretched ?? Buffer.alloc(32), Buffer.from(key)])
  return Buffer.from(hkdfSync('sha256', material, salt, 'one-time-link box', 32))
}

const ownerText = ({ handle, robotId, secretId, expiresAt }: BoxOwner): Buffer =>
  Buffer.from(JSON.stringify([handle, robotId, secretId, expiresAt.getTime()]))
