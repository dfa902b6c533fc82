import type { Registry } from '../registry'
import { makeProgram, type Robot } from './program'

/** Docker's client without its daemon: it signs in, and reads and writes manifests by itself. */
export function makeDocker({ host }: Registry) {
  const { home, run, clean } = makeProgram('docker')
  const at = (reference: string) => `${host}/${reference}`
  return {
    home,
    login: ({ name, secret }: Robot) => run(['login', '--username', name, '--password-stdin', host], secret),
    inspect: (reference: string) => run(['manifest', 'inspect', '--insecure', at(reference)]),
    /** Pushes a list of images, which must be there. */
    async pushList(reference: string, ...images: string[]) {
      const made = await run(['manifest', 'create', '--insecure', at(reference), ...images.map(at)])
      return made.code === 0 ? run(['manifest', 'push', '--insecure', '--purge', at(reference)]) : made
    },
    clean,
  }
}
