import path from 'node:path'
import { unique } from '../fixtures'
import type { Registry } from '../registry'
import { makeProgram, type Client, type Outcome } from './program'

/**
 * A chart is pushed to the repository of its name, with its version as tag. `pullNewest` takes `<project>/<repository>`
 * and lists the tags to find the version.
 */
export function makeHelm({ host }: Registry): Client & { pullNewest: (repository: string) => Promise<Outcome> } {
  const { home, inHome, run, clean } = makeProgram('helm')
  const pull = (repository: string, ...args: string[]) => {
    const where = path.dirname(inHome(`${unique('pulled')}/.keep`, ''))
    return run(['pull', '--plain-http', '--destination', where, ...args, `oci://${host}/${repository}`])
  }
  return {
    home,
    login: ({ name, secret }) =>
      run(['registry', 'login', '--plain-http', '--username', name, '--password-stdin', host], secret),
    async push(reference) {
      const { folder, chart, version } = parse(reference)
      const about = `apiVersion: v2\nname: ${chart}\nversion: ${version}\ndescription: ${unique('chart')}\n`
      const source = path.dirname(inHome(`${chart}/Chart.yaml`, about))
      await run(['package', '--destination', home, source])
      return run(['push', '--plain-http', `${home}/${chart}-${version}.tgz`, `oci://${host}/${folder}`])
    },
    pull(reference) {
      const { folder, chart, version } = parse(reference)
      return pull(`${folder}/${chart}`, '--version', version)
    },
    pullNewest: (repository) => pull(repository),
    clean,
  }
}

function parse(reference: string) {
  const [, folder, chart, version] = /^(.+)\/([^/]+):(.+)$/.exec(reference)!
  return { folder: folder!, chart: chart!, version: version! }
}
