import { isIPv6 } from 'node:net'
import { parseArgs } from 'node:util'

export const usage = `Usage: npm run registry -- up
       npm run --silent registry -- config [options]

  up        runs Debian's docker-registry on localhost, port REGISTRY_PORT (5000)
  config    prints a configuration for it, or for a registry elsewhere

  --output FILE           writes it into a new file, readable by you alone
  --distribution 3        for Distribution 3.x; without it, for 2.8
  --keys FILE             where the registry finds the certificates (2.8) or the key set (3.x)
  --storage FOLDER        where the registry keeps its images
  --addr HOST:PORT        where the registry listens; :PORT is every address of its machine`

const options = {
  output: { type: 'string' },
  distribution: { type: 'string', default: '2.8' },
  keys: { type: 'string' },
  storage: { type: 'string', default: '/var/lib/registry' },
  addr: { type: 'string' },
} as const

/** Reads the options of `config`; throws a sentence and the usage for whatever a registry would not start with. */
export function readOptions(args: string[]) {
  try {
    const { values } = parseArgs({ args, options })
    const empty = Object.entries(values).find(([, value]) => value.trim() === '')
    if (empty) throw new Error(`--${empty[0]} needs a value`)
    if (!['2.8', '3'].includes(values.distribution)) throw new Error('--distribution must be 2.8 or 3')
    if (values.addr !== undefined && !isListenAddress(values.addr)) {
      throw new Error('--addr must be HOST:PORT, such as 127.0.0.1:5000, [::1]:5000 or :5000')
    }
    return values
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${usage}`)
  }
}

/** A port alone is none: the registry would take it for a host without a port, and not start. */
function isListenAddress(text: string): boolean {
  const [, host = '', port] = /^(.*):(\d{1,5})$/.exec(text) ?? []
  if (port === undefined || Number(port) < 1 || Number(port) > 65_535) return false
  const [, bracketed] = /^\[(.+)\]$/.exec(host) ?? []
  return bracketed === undefined ? /^[\w.-]*$/.test(host) : isIPv6(bracketed)
}
