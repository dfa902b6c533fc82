import 'server-only'
import { createHmac, randomBytes } from 'node:crypto'
import { globalState } from '../global-state'
import { hashChosen, inTurn, matches } from '../secrets/stored-secret'
import { derivedKey } from '../secrets/secret-key'

const rememberMs = 60_000
const maxRemembered = 1_000

type State = {
  checks: Map<string, Promise<boolean>>
  remembered: Map<string, number>
  decoy?: Promise<string>
}

const state = () => globalState<State>('chosen-secrets', () => ({ checks: new Map(), remembered: new Map() }))

/**
 * Whether a secret that a person chose is the one behind an argon2id hash; without a hash it takes as long and is no.
 * The slow hash waits for its turn, and `look` runs it, or refuses to: so many parallel guesses meet the throttle.
 * *Unavailable* when too many wait. What was remembered answers at once, but only for a robot that may sign in
 * (`isLive`): for any other, that its secret is right must not be told by the time it takes.
 */
export async function verifyChosen(
  secret: string,
  hash: string | undefined,
  isLive: boolean,
  look: (isRight: () => Promise<boolean>) => Promise<boolean>,
): Promise<boolean> {
  const { checks, remembered } = state()
  const stored = hash ?? (await decoyHash())
  const key = keyOf(secret, stored)
  if (isLive && (remembered.get(key) ?? 0) > Date.now()) return true
  // A client opens several connections at once with the same secret: one check answers for all of them.
  const same = checks.get(key)
  if (same) return same
  const check = inTurn(async () => {
    const right = await look(() => matches(secret, { scheme: 'argon2id', hash: stored }))
    return right && hash !== undefined
  }).finally(() => checks.delete(key))
  checks.set(key, check)
  return check
}

/**
 * Remembers for a minute that a secret is the one behind a hash, under an HMAC of both: a new hash misses. To be called
 * only once the verdict on the robot was yes.
 */
export function rememberChosen(secret: string, hash: string): void {
  const { remembered } = state()
  const key = keyOf(secret, hash)
  if ((remembered.get(key) ?? 0) > Date.now()) return
  // The oldest first: a Map keeps the order of insertion.
  if (remembered.size >= maxRemembered) remembered.delete(remembered.keys().next().value!)
  remembered.delete(key)
  remembered.set(key, Date.now() + rememberMs)
}

const keyOf = (secret: string, stored: string): string =>
  createHmac('sha256', derivedKey('credential-cache')).update(`${stored}\0${secret}`).digest('base64')

function decoyHash(): Promise<string> {
  const known = state()
  known.decoy ??= hashChosen(randomBytes(24).toString('base64')).then(({ hash }) => hash)
  // Refused in an overload, it is made at the next request.
  known.decoy.catch(() => delete known.decoy)
  return known.decoy
}
