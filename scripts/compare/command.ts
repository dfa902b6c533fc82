// `npm run compare:harbor -- --url <Harbor> --user <system admin>`: sends the requests of our contract to a Harbor and to
// us, and tells where the answers differ. docs/manual/comparing.md.
import { parseArgs } from 'node:util'
import { allCases } from './cases/all'
import { startOwnServer, type OwnServer } from './own-server'
import { password } from './password'
import { compareServers } from './run'
import { Side } from './side'
import { tell } from './tell'

const usage = `Usage: npm run compare:harbor -- --url <address of a Harbor> --user <its system admin>

  --ours <address>    compare with this server, by --ours-user (admin); without it, with one started for this
  --ours-user <name>
  --sentences         also the words of refusals
  --only <text>       only requests whose operation or path holds this

Passwords are read from HARBOR_PASSWORD and OURS_PASSWORD, or from standard input, in this order.`

const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    if (stop.signal.aborted) process.exit(130)
    stop.abort()
    console.error('stopping: deleting what was made (once more leaves it behind)')
  })

let own: OwnServer | undefined
try {
  const { url, user, ours, oursUser, sentences, only } = readArguments()
  const harbor = new Side('Harbor', url, { username: user, password: await password('HARBOR_PASSWORD', user) })
  if (ours === undefined) own = await startOwnServer()
  const here = own
    ? new Side('here', own.url, own.admin)
    : new Side('here', ours!, { username: oursUser, password: await password('OURS_PASSWORD', oursUser) })
  const cases = allCases().filter(({ operation, path }) => `${operation} ${path}`.includes(only))
  console.error(`${cases.length} requests to each, which takes minutes; Ctrl-C stops it and deletes what was made`)
  const report = await compareServers(harbor, here, cases, { sentences, signal: stop.signal })
  console.log(tell(report))
  process.exitCode = report.left.length > 0 ? 2 : report.beyond.length > 0 ? 1 : stop.signal.aborted ? 130 : 0
} catch (error) {
  console.error(`compare:harbor: ${(error as Error).message}`)
  process.exitCode = 2
} finally {
  await own?.stop()
}
process.exit()

function readArguments() {
  const { url, user, ours, 'ours-user': oursUser, sentences, only } = parse()
  if (url === undefined || user === undefined) throw new Error(`nothing was done.\n${usage}`)
  return { url: address(url), user, ours: ours === undefined ? undefined : address(ours), oursUser, sentences, only }
}

function parse() {
  const text = { type: 'string' } as const
  const options = {
    url: text,
    user: text,
    ours: text,
    'ours-user': { ...text, default: 'admin' },
    sentences: { type: 'boolean', default: false },
    only: { ...text, default: '' },
  } as const
  try {
    return parseArgs({ options }).values
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${usage}`)
  }
}

/** Where a server is, without a path: that is ours to say. */
function address(given: string): string {
  const url = URL.parse(given)
  if (!url || !/^https?:$/.test(url.protocol)) throw new Error(`${given} is no address of a server`)
  if (url.username !== '' || url.password !== '') throw new Error('an address must not hold a password')
  return url.origin
}
