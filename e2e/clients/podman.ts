import { existsSync, readFileSync } from 'node:fs'
import type { Registry } from '../registry'
import { writeBuildContext } from './build-context'
import { makeProgram, type Client, type Outcome } from './program'

/** `tags` are those of `<project>/<repository>`. */
export function makePodman({ host }: Registry): Client & { tags: (repository: string) => Promise<Outcome> } {
  const { home, inHome, run, clean } = makeProgram('podman')
  // No state outside of its home, and nothing of systemd, which need not run here.
  const apart = [`--tmpdir=${inHome('libpod')}`, '--cgroup-manager=cgroupfs', '--events-backend=none']
  const podman = (...args: string[]) => run([...apart, ...args])
  return {
    home,
    login: ({ name, secret }) =>
      run([...apart, 'login', '--tls-verify=false', '--username', name, '--password-stdin', host], secret),
    async push(reference) {
      const built = await podman('build', '--tag', `${host}/${reference}`, writeBuildContext(inHome))
      return built.code === 0 ? podman('push', '--tls-verify=false', `${host}/${reference}`) : built
    },
    async pull(reference) {
      await podman('rmi', '--all', '--force')
      return podman('pull', '--tls-verify=false', `${host}/${reference}`)
    },
    tags: (repository) => podman('search', '--tls-verify=false', '--list-tags', `${host}/${repository}`),
    clean() {
      endPause(inHome('libpod/pause.pid'))
      clean()
    },
  }
}

/** Run without root, podman leaves a process behind that keeps its user namespace. */
function endPause(file: string) {
  if (existsSync(file)) process.kill(Number(readFileSync(file, 'utf8')))
}
