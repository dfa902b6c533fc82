import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Registry } from './registry'

export type Outcome = { code: number; output: string }
type Robot = { name: string; secret: string }

/** skopeo with a home of its own, so that nothing of the machine's sign-ins or policies plays a part. */
export function makeSkopeo({ host }: Registry) {
  const home = mkdtempSync(path.join(tmpdir(), 'skopeo-'))
  mkdirSync(path.join(home, '.config/containers'), { recursive: true })
  writeFileSync(path.join(home, '.config/containers/policy.json'), '{"default":[{"type":"insecureAcceptAnything"}]}')
  writeFileSync(path.join(home, 'registries.conf'), '')
  const env = {
    PATH: process.env.PATH,
    HOME: home,
    XDG_RUNTIME_DIR: home,
    DOCKER_CONFIG: home,
    REGISTRY_AUTH_FILE: path.join(home, 'auth.json'),
    CONTAINERS_REGISTRIES_CONF: path.join(home, 'registries.conf'),
  } as unknown as NodeJS.ProcessEnv
  const run = (args: string[], input = '') =>
    new Promise<Outcome>((resolve) => {
      const child = execFile('skopeo', args, { env }, (error, stdout, stderr) => {
        resolve({ code: error ? Number(error.code) || 1 : 0, output: stdout + stderr })
      })
      child.stdin!.on('error', () => undefined) // it may have ended before it read anything
      child.stdin!.end(input)
    })
  const at = (repository: string) => `docker://${host}/${repository}`
  return {
    home,
    login: ({ name, secret }: Robot) =>
      run(['login', '--tls-verify=false', '--username', name, '--password-stdin', host], secret),
    logout: () => run(['logout', host]),
    /** Pushes an image of `writeOciImage` to `<project>/<repository>:<tag>`. */
    push: (image: string, repository: string) => run(['copy', '--dest-tls-verify=false', image, at(repository)]),
    pull: (repository: string, image: string) => run(['copy', '--src-tls-verify=false', at(repository), image]),
    remove: (repository: string) => run(['delete', '--tls-verify=false', at(repository)]),
    tags: (repository: string) => run(['list-tags', '--tls-verify=false', at(repository.split(':')[0]!)]),
    clean: () => rmSync(home, { recursive: true, force: true }),
  }
}
