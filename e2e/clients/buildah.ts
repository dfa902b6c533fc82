import type { Registry } from '../registry'
import { writeBuildContext } from './build-context'
import { makeProgram, type Client } from './program'

export function makeBuildah({ host }: Registry): Client {
  const { home, inHome, run, clean } = makeProgram('buildah')
  return {
    home,
    login: ({ name, secret }) =>
      run(['login', '--tls-verify=false', '--username', name, '--password-stdin', host], secret),
    async push(reference) {
      const built = await run(['build', '--tag', `${host}/${reference}`, writeBuildContext(inHome)])
      return built.code === 0 ? run(['push', '--tls-verify=false', `${host}/${reference}`]) : built
    },
    async pull(reference) {
      await run(['rmi', '--all', '--force'])
      return run(['pull', '--tls-verify=false', `${host}/${reference}`])
    },
    clean,
  }
}
