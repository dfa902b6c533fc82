import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { run, StepError } from '../setup/step.mjs'
import { canInstallPackages } from './debian-packages.mjs'
import { findProgram } from './find-program.mjs'
import { keepTool } from './own-tools.mjs'

/**
 * Takes docker's client out of Debian's package without installing that: up to Debian 12 the package is the daemon's
 * too, which the tests do not need and nobody wants to find on a machine because of them. Needs no root.
 */
export async function provideDockerClient() {
  if (!packageName() && canInstallPackages()) await run('apt-get', ['update', '-q'])
  const name = packageName()
  if (!name) throw new StepError('docker: there is no Debian package of it here')
  const folder = mkdtempSync(path.join(tmpdir(), 'docker-client-'))
  try {
    await run('apt-get', ['-q', 'download', name], {}, folder)
    const [file] = readdirSync(folder)
    await run('dpkg-deb', ['--extract', path.join(folder, file), folder])
    keepTool('docker', readFileSync(path.join(folder, 'usr/bin/docker')))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const packageName = () => findProgram('apt-get') && ['docker-cli', 'docker.io'].find(hasPackage)

function hasPackage(name) {
  try {
    return execFileSync('apt-cache', ['show', name], { stdio: ['ignore', 'pipe', 'ignore'] }).length > 0
  } catch {
    return false
  }
}
