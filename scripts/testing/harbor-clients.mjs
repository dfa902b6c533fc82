import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { root } from '../setup/root.mjs'
import { run, StepError } from '../setup/step.mjs'
import { findProgram } from './find-program.mjs'
import { keepTool, ownTools } from './own-tools.mjs'

// Clients of Harbor's API as their makers publish them: their versions, and the digests of all that they consist of,
// stand beside the programs that use them.

const folder = path.join(root, 'e2e/harbor-clients')

/** A name that goes by what is behind it: a change of that is fetched anew. */
function named(client, ...files) {
  const digest = createHash('sha256')
  for (const file of files) digest.update(readFileSync(path.join(folder, file)))
  return `${client}-${digest.digest('hex').slice(0, 12)}`
}

/** Python with harborapi among its modules. */
export const harborapi = named('harborapi', 'harborapi/requirements.txt')
/** The walk through goharbor's client for Go, built. */
export const goClient = named('go-client', ...['main.go', 'go.mod', 'go.sum'].map((file) => `go-client/${file}`))

/** Fetches harborapi into the clone (30 MB), beside the machine's own modules; no code of a package runs for it. */
export async function provideHarborapi() {
  const python = findProgram('python3')
  if (!python) throw new StepError('harborapi: install Python 3.11 or newer')
  const modules = path.join(ownTools, `${harborapi}.modules`)
  rmSync(modules, { recursive: true, force: true })
  const exactly = ['--require-hashes', '--only-binary=:all:', '-r', path.join(folder, 'harborapi/requirements.txt')]
  await run(python, ['-m', 'pip', 'install', '--disable-pip-version-check', `--target=${modules}`, ...exactly])
  keepTool(harborapi, `#!/bin/sh\nPYTHONPATH='${modules}' exec '${python}' "$@"\n`)
}

/** Builds the walk in Go: less than a minute, once. */
export async function provideGoClient() {
  const go = findProgram('go')
  if (!go) throw new StepError('go-client: install Go 1.21 or newer')
  const built = mkdtempSync(path.join(tmpdir(), 'go-client-'))
  try {
    const env = { CGO_ENABLED: '0', GOFLAGS: '-mod=readonly', GOTOOLCHAIN: 'local' }
    await run(go, ['build', '-trimpath', '-o', path.join(built, 'walk'), '.'], env, path.join(folder, 'go-client'))
    keepTool(goClient, readFileSync(path.join(built, 'walk')))
  } finally {
    rmSync(built, { recursive: true, force: true })
  }
}
