import { makeProgram, type Robot } from './clients/program'
import type { Registry } from './registry'

export type { Outcome } from './clients/program'

export function makeSkopeo({ host }: Registry) {
  const { home, run, clean } = makeProgram('skopeo')
  const at = (repository: string) => `docker://${host}/${repository}`
  return {
    home,
    login: ({ name, secret }: Robot) =>
      run(['login', '--tls-verify=false', '--username', name, '--password-stdin', host], secret),
    logout: () => run(['logout', host]),
    /** Pushes an image of `writeOciImage` to `<project>/<repository>:<tag>`. */
    push: (image: string, repository: string, format = 'oci') =>
      run(['copy', `--format=${format}`, '--dest-tls-verify=false', image, at(repository)]),
    pull: (repository: string, image: string) => run(['copy', '--src-tls-verify=false', at(repository), image]),
    remove: (repository: string) => run(['delete', '--tls-verify=false', at(repository)]),
    tags: (repository: string) => run(['list-tags', '--tls-verify=false', at(repository.split(':')[0]!)]),
    clean,
  }
}
