import 'server-only'
import { timingSafeEqual } from 'node:crypto'
import { chmodSync, linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { env } from '../env'
import { openKey } from '../registry/signing-key'
import { keyFile, keyFor, masterKey } from '../secrets/secret-key'

/** The key that belongs to this installation; throws a sentence where there is none. */
export function presentKey(): string {
  const key = masterKey()
  if (key === null)
    throw new Error(`there is no SECRET_KEY and no ${keyFile()}: a backup without it could sign no token`)
  return key
}

/** Whether a key opens what it is said to belong to. */
export function opensSigningKey(key: string, row: { kid: string; privateKey: string }): boolean {
  try {
    openKey(row, keyFor(key, 'signing-keys'))
    return true
  } catch {
    return false
  }
}

/**
 * Sees that the installation has no other key than this one, and answers what gives it to one that has none. Throws a
 * sentence where it has another one.
 */
export function agreeOnKey(key: string): () => void {
  const known = masterKey()
  if (known === null) {
    refuseUnkeepable(key)
    return () => writeKey(key)
  }
  if (isSame(known, key)) return () => undefined
  const [where, advice] =
    env().SECRET_KEY === undefined
      ? [`${keyFile()} holds`, 'move that file away']
      : ['SECRET_KEY is', 'set it to that one, which --only-key writes into a file']
  if (known.trim() === key.trim())
    throw new Error(
      `${where} the backup's key but for blanks or a line break at an end: set the variable SECRET_KEY to it with these`,
    )
  throw new Error(`${where} another key than the backup's, without which nothing in it can be read: ${advice}`)
}

const isSame = (one: string, other: string): boolean =>
  timingSafeEqual(keyFor(one, 'signing-keys'), keyFor(other, 'signing-keys'))

/** A file would hold it without its ends; Kubernetes hands a secret on with the line break that it was made with. */
function refuseUnkeepable(key: string): void {
  if (key.trim() === key && !/[\r\n]/.test(key)) return
  throw new Error(
    'the SECRET_KEY of the backup has a line break or blanks at an end, which secret.key cannot keep: set the variable ' +
      'SECRET_KEY to all of it, from where it was set, or as "age -d <file> | gunzip | head -n 1 | jq -j .key" tells it',
  )
}

/** It appears whole or not at all. */
export function writeKey(key: string): void {
  refuseUnkeepable(key)
  const [file, draft] = [keyFile(), `${keyFile()}.${process.pid}.new`]
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  try {
    writeFileSync(draft, `${key}\n`, { mode: 0o600, flush: true })
    chmodSync(draft, 0o600)
    linkSync(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    throw new Error(`${file} is there already, and is left as it is`, { cause: error })
  } finally {
    rmSync(draft, { force: true })
  }
}
