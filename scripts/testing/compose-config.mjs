import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { run, StepError } from '../setup/step.mjs'
import { findProgram } from './find-program.mjs'
import { keepTool } from './own-tools.mjs'

// What docker compose reads its files with, so that a file can be looked at where no engine runs.

const folder = path.join(import.meta.dirname, 'compose-config')
const digest = createHash('sha256')
for (const file of ['main.go', 'go.mod', 'go.sum']) digest.update(readFileSync(path.join(folder, file)))

/** A name that goes by what is behind it: a change of that is built anew. */
export const composeConfig = `compose-config-${digest.digest('hex').slice(0, 12)}`

/** Builds it into the clone (7 MB): some seconds, once. */
export async function provideComposeConfig() {
  const go = findProgram('go')
  if (!go) throw new StepError('compose-config: install Go 1.24 or newer')
  const built = mkdtempSync(path.join(tmpdir(), 'compose-config-'))
  try {
    const env = { CGO_ENABLED: '0', GOFLAGS: '-mod=readonly', GOTOOLCHAIN: 'local' }
    await run(go, ['build', '-trimpath', '-ldflags=-s -w', '-o', path.join(built, 'program'), '.'], env, folder)
    keepTool(composeConfig, readFileSync(path.join(built, 'program')))
  } finally {
    rmSync(built, { recursive: true, force: true })
  }
}
