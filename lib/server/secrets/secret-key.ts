import 'server-only'
import { hkdfSync, randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { env } from '../env'
import { globalState } from '../global-state'

/** Each use has a key of its own, so that one leaking tells nothing of the others. */
type KeyPurpose =
  | 'session'
  | 'server-actions'
  | 'signing-keys'
  | 'credential-cache'
  | 'csrf'
  | 'registry-uploads'
  | 'one-time-links'
  | 'shared-failures'

/** 32 bytes for one purpose, derived from SECRET_KEY (HKDF-SHA256). */
export function derivedKey(purpose: KeyPurpose): Buffer {
  const state = globalState<State>('secret-key', () => ({ master: env().SECRET_KEY ?? generatedKey() }))
  const derived = (state.derived ??= new Map())
  const known = derived.get(purpose) ?? keyFor(state.master, purpose)
  derived.set(purpose, known)
  return known
}

/** The same of a key that is not this installation's, such as a backup's. */
export const keyFor = (master: string, purpose: KeyPurpose): Buffer =>
  Buffer.from(hkdfSync('sha256', master, 'robot-console', purpose, 32))

export const keyFile = (): string => path.join(env().DATA_DIR, 'secret.key')

/** Whether `derivedKey` would find a key rather than make one. */
export const hasKey = (): boolean => env().SECRET_KEY !== undefined || existsSync(keyFile())

/** The key itself, for a backup alone; null where there is none. None is made. */
export const masterKey = (): string | null => (hasKey() ? (env().SECRET_KEY ?? generatedKey()) : null)

/** Asked for at every request, and slow to derive. */
type State = { master: string; derived?: Map<KeyPurpose, Buffer> }

/** The key file of the data folder, made at first start. */
function generatedKey(): string {
  const file = keyFile()
  if (!existsSync(file)) makeKey(file)
  const key = readFileSync(file, 'utf8').trim()
  if (key.length < 32) throw new Error(`${file} is damaged: restore it from a backup (SECRET_KEY)`)
  return key
}

/** It appears whole or not at all, also on a full disk, and one of two simultaneous starters wins. */
function makeKey(file: string): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  try {
    writeFileSync(draft, `${randomBytes(48).toString('base64url')}\n`, { mode: 0o600 })
    linkSync(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft, { force: true })
  }
}
