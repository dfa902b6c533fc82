import 'server-only'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { env } from '../env'
import { log } from '../log'
import { certificateBundle, jsonWebKeySet } from './published-keys'

/**
 * Writes the public keys to DATA_DIR/registry, for a registry on the same machine; every other one fetches them over
 * HTTP. Not worth failing a start for: what goes wrong is in the log.
 */
export async function exportKeysForRegistries(): Promise<void> {
  const folder = path.join(env().DATA_DIR, 'registry')
  try {
    mkdirSync(folder, { recursive: true })
    writeWhole(path.join(folder, 'token-bundle.pem'), await certificateBundle())
    writeWhole(path.join(folder, 'token-jwks.json'), await jsonWebKeySet())
  } catch (error) {
    log().warn({ err: error, folder }, 'the certificates for registries could not be written')
  }
}

/** Writes a public file unless it says so already. A registry must never find half of it, as a full disk would leave. */
export function writeWhole(file: string, text: string): void {
  if (textOf(file) === text) return
  const draft = `${file}.${process.pid}.new`
  try {
    writeFileSync(draft, text, { mode: 0o644 })
    renameSync(draft, file)
  } finally {
    rmSync(draft, { force: true })
  }
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
