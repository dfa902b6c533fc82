import 'server-only'
import { slowHashes } from './count-slow-hashes'
import { asRefusal } from '../errors'
import { parseEnv } from '../env'
import { setGlobalState } from '../global-state'
import { sharedFailuresState } from '../guessing/shared-failures'
import { openLink } from '../links/open'
import { issueToken } from '../registry/issue-token'
import { openDatabase, sharedCounts } from '../store/db'
import { asUnavailable } from '../unavailable'
import { authenticateUser } from '../users/authenticate'
import { changeOwnPassword } from '../users/change-password'

// One of several processes at which secrets are guessed, as it is told. Argument: the database.
const url = process.argv[2]!
setGlobalState('env', parseEnv({ LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent' }))
setGlobalState('secret-key', { master: 'the secret key of the tests' })
setGlobalState('database', openDatabase(url))

const counts = sharedCounts()!
const usual = { ...counts.patience }
/** Where it is counted what was looked at, a store that is slow because the machine is must not pass for one that fails. */
const patient = { waiting: 60_000, background: 60_000 }
counts.patience = patient

export type Guessed =
  | { kind: 'user'; name: string; secret: string; address: string }
  | { kind: 'robot'; name: string; secret: string; address: string }
  | { kind: 'link'; id: string; key: string; secret: string; address: string }
  | { kind: 'own-password'; userId: number; name: string; secret: string; address: string }
export type Order = { id: number } & ({ guess: Guessed } | { tell: 'state' } | { wait: 'long' | 'as usual' })
/** `answer`: *right*, *wrong*, or why nobody has looked; `ms` is how long it took. */
export type Done = { id: number; answer: string; ms: number; hashes: number; isUp: boolean; errors: number }

async function attempt(guess: Guessed): Promise<string> {
  try {
    return (await isRight(guess)) ? 'right' : 'wrong'
  } catch (error) {
    const refusal = asRefusal(asUnavailable(error))
    if (!refusal) return `fault: ${String(error)}`
    // What the doors say of a secret that is not the one.
    return ['unauthorized', 'not-found', 'invalid'].includes(refusal.kind) ? 'wrong' : refusal.kind
  }
}

async function isRight(guess: Guessed): Promise<unknown> {
  const source = { address: guess.address }
  if (guess.kind === 'user') return authenticateUser({ username: guess.name, password: guess.secret, source })
  if (guess.kind === 'link') return openLink(source, { id: guess.id, key: guess.key, passphrase: guess.secret })
  if (guess.kind === 'robot') {
    const credentials = { username: guess.name, secret: guess.secret }
    return issueToken({ service: 'harbor-registry', scopes: [], credentials, source })
  }
  const actor = { kind: 'user' as const, id: guess.userId, name: guess.name, source }
  await changeOwnPassword(actor, { present: guess.secret, password: 'Another-password-2', keepSession: null })
  return true
}

process.on('message', async (order: Order) => {
  const started = performance.now()
  if ('wait' in order) counts.patience = order.wait === 'long' ? patient : usual
  const answer = 'guess' in order ? await attempt(order.guess) : 'told'
  const ms = performance.now() - started
  process.send!({ id: order.id, answer, ms, hashes: slowHashes.count, ...sharedFailuresState() } satisfies Done)
})
process.on('disconnect', () => process.exit(0))
process.send!('ready')
