import 'server-only'
import { hash, timingSafeEqual } from 'node:crypto'
import { hash as argon2Hash, verify as argon2Verify } from '@node-rs/argon2'
import { isValidSecret } from '@/lib/domain/texts/secret-rule'
import { Refusal } from '../errors'
import { globalState } from '../global-state'
import { countSlowHash, countTurnedAway } from '../metrics/count'
import { inSpan } from '../tracing/span'
import { generateSecret, isGeneratedSecret } from './secret'

/**
 * How a stored hash was made. Generated secrets hold ≥ 178 random bits and need no slow hash; chosen ones do. These are
 * compared here; a legacy robot's is another (lib/server/legacy-robots/key.ts).
 */
type SecretScheme = 'sha256' | 'argon2id'
/** Of what a person chose. */
export const slowScheme = 'argon2id' satisfies SecretScheme
export type StoredSecret = { hash: string; scheme: SecretScheme }

type NewSecret = {
  /** For the answer: the secret when it was generated, null when it was chosen. */
  revealed: string | null
  /** Asked for in the transaction, after the rights: the form to store, or why there is none. */
  ready: () => StoredSecret
}

/**
 * A chosen secret, or a generated one, with what to store of it. Hashed before the transaction, since a slow hash must
 * not hold up the one writer, and only for who may use it: the refusal itself, with its audit row, is left to `change()`.
 */
export async function chosenOrGenerated(
  chosen: string | undefined,
  isAllowed: () => Promise<boolean>,
): Promise<NewSecret> {
  if (chosen === undefined || chosen === '') {
    const generated = generateSecret()
    return { revealed: generated, ready: () => hashGenerated(generated) }
  }
  const isValid = isValidSecret(chosen)
  const stored = isValid ? await hashAllowed(chosen, isAllowed) : null
  return {
    revealed: null,
    ready: () => {
      if (!isValid) throw weak()
      if (!stored) throw new Refusal('stale', 'the rights changed meanwhile: try again', 'robot-changed')
      return stored
    },
  }
}

/** A chosen secret that was generated once is stored like one: authenticate-robot.ts looks for it by its form. */
async function hashAllowed(secret: string, isAllowed: () => Promise<boolean>): Promise<StoredSecret | null> {
  if (isGeneratedSecret(secret)) return hashGenerated(secret)
  return (await isAllowed()) ? hashChosen(secret) : null
}

const weak = (): Refusal =>
  new Refusal(
    'invalid',
    'the secret must be 8 to 128 bytes long with an upper-case letter, a lower-case letter and a digit',
  )

const sha256 = (text: string): Buffer => hash('sha256', text, 'buffer')

/** The stored form of a generated secret. */
export const hashGenerated = (secret: string): StoredSecret => ({
  scheme: 'sha256',
  hash: sha256(secret).toString('base64'),
})

/**
 * The stored form of a secret or password a person chose: argon2id, 19 MiB, two passes (OWASP's first choice). Waits
 * for its turn; *unavailable* when too many wait.
 */
export async function hashChosen(secret: string): Promise<StoredSecret> {
  const made = await inTurn(() => argon2Hash(secret, { memoryCost: 19_456, timeCost: 2, parallelism: 1 }))
  return { scheme: 'argon2id', hash: made }
}

/**
 * Whether `secret` is the one behind a stored hash. An unknown scheme or a broken hash is no. With argon2id call it
 * `inTurn`.
 */
export async function matches(secret: string, stored: { hash: string; scheme: string }): Promise<boolean> {
  if (stored.scheme === 'sha256') return equalDigests(sha256(secret), Buffer.from(stored.hash, 'base64'))
  if (stored.scheme === 'argon2id') return argon2Verify(stored.hash, secret).catch(() => false)
  return false
}

/** Which of these digests a generated secret is behind, or -1. All are compared, whichever it is. */
export function indexOfGenerated(secret: string, stored: readonly { hash: string }[]): number {
  const digest = sha256(secret)
  return stored.map((each) => equalDigests(digest, Buffer.from(each.hash, 'base64'))).indexOf(true)
}

const equalDigests = (one: Buffer, other: Buffer): boolean => one.length === other.length && timingSafeEqual(one, other)

/** Each argon2id takes 19 MiB and one of the pool's four threads, which files need too. */
export const maxRunning = 2
/** About two seconds of waiting on a slow machine: who would wait longer is told to come again. */
const maxWaiting = 64
/** How many can be running or waiting at once. */
export const places = maxRunning + maxWaiting

type State = { running: number; waiting: (() => void)[] }
const turns = () => globalState<State>('slow-hashes', () => ({ running: 0, waiting: [] }))

/** How many slow hashes wait for their turn. */
export const waitingHashes = (): number => turns().waiting.length

function turnedAway(): Refusal {
  countTurnedAway()
  return new Refusal('unavailable', 'too many sign-ins at once', undefined, 1)
}

/**
 * Runs a slow hash (argon2id), a few at a time in the whole process, in the order they came. When too many wait it is
 * *unavailable*, with the seconds after which to try again: an overload is answered at once and stalls nothing else.
 * Not to be nested.
 */
export const inTurn = <Result>(fn: () => Promise<Result>): Promise<Result> => inSpan('slow hash', () => awaitTurn(fn))

async function awaitTurn<Result>(fn: () => Promise<Result>): Promise<Result> {
  const state = turns()
  const asked = performance.now()
  if (state.running < maxRunning) state.running++
  else {
    if (state.waiting.length >= maxWaiting) throw turnedAway()
    await new Promise<void>((go) => state.waiting.push(go))
  }
  countSlowHash(asked)
  try {
    return await fn()
  } finally {
    // Whoever is next takes over the place of who leaves.
    const next = state.waiting.shift()
    if (next) next()
    else state.running--
  }
}
