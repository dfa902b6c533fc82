import path from 'node:path'
import { unique } from '../fixtures'
import type { Registry } from '../registry'
import { makeProgram, type Client } from './program'

/** A chart is pushed to the repository of its name, with its version as tag. */
export function makeHelm({ host }: Registry): Client {
  const { home, inHome, run, clean } = makeProgram('helm')
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
    async pull(reference) {
      const { folder, chart, version } = parse(reference)
      const where = path.dirname(inHome(`${unique('pulled')}/.keep`, ''))
      const source = `oci://${host}/${folder}/${chart}`
      return run(['pull', '--plain-http', '--destination', where, '--version', version, source])
    },
    clean,
  }
}

function parse(reference: string) {
  const [, folder, chart, version] = /^(.+)\/([^/]+):(.+)$/.exec(reference)!
  return { folder: folder!, chart: chart!, version: version! }
}
