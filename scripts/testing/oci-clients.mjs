import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { root } from '../setup/root.mjs'
import { run, StepError } from '../setup/step.mjs'
import { findProgram } from './find-program.mjs'
import { keepTool } from './own-tools.mjs'

// Clients of registries that are in no package of Debian's, as their makers publish them for Go: versions and digests of
// all that they consist of stand in e2e/oci-clients.

const packages = {
  crane: 'github.com/google/go-containerregistry/cmd/crane',
  oras: 'oras.land/oras/cmd/oras',
  regctl: 'github.com/regclient/regclient/cmd/regctl',
}

/** Builds one of them into the clone (12 MB): half a minute, once. */
export async function provideOciClient(name) {
  const go = findProgram('go')
  if (!go) throw new StepError(`${name}: install it, or Go 1.26 or newer`)
  const built = mkdtempSync(path.join(tmpdir(), `${name}-`))
  try {
    const env = { CGO_ENABLED: '0', GOFLAGS: '-mod=readonly', GOTOOLCHAIN: 'local' }
    const args = ['build', '-trimpath', '-ldflags=-s -w', '-o', path.join(built, name), packages[name]]
    await run(go, args, env, path.join(root, 'e2e/oci-clients'))
    keepTool(name, readFileSync(path.join(built, name)))
  } finally {
    rmSync(built, { recursive: true, force: true })
  }
}
