import { spawnSync } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { run } from '../setup/step.mjs'
import { findProgram } from './find-program.mjs'

const policy = '/usr/sbin/policy-rc.d'

/** Who installs packages at the same moment is waited for. */
const patiently = ['-o', 'DPkg::Lock::Timeout=300']

export const canInstallPackages = () => process.getuid?.() === 0 && findProgram('apt-get') !== undefined

/** Whether the lists of packages that are there already name it. */
export const isKnownPackage = (name) => spawnSync('apt-cache', ['show', '--no-all-versions', name]).status === 0

/** Installs Debian's packages of these names, without starting the services that come with some of them. */
export async function installPackages(names) {
  const restorePolicy = forbidServices()
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  try {
    await run('apt-get', [...patiently, 'update', '-q'], env)
    await run('apt-get', [...patiently, 'install', '-q', '-y', '--no-install-recommends', ...names], env)
  } finally {
    restorePolicy()
  }
}

/** Debian's package scripts ask this program before they start a service; a machine's own policy stays as it is. */
function forbidServices() {
  if (existsSync(policy)) return () => {}
  writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  const remove = () => rmSync(policy, { force: true })
  process.once('exit', remove)
  return () => {
    process.off('exit', remove)
    remove()
  }
}
