import 'server-only'
import { createHmac, randomBytes } from 'node:crypto'
import { unknownName } from '@/lib/domain/audit/audit-row'
import { userName } from '@/lib/domain/users/user-schema'
import type { RequestSource } from '../rights/actor'
import { recordDenial } from '../rights/record-denial'
import { db, type Tx } from '../store/db'
import { globalState } from '../global-state'
import { inTime } from '../request-context'
import { asRefusal } from '../errors'
import { countingSignIn } from '../metrics/count'
import type { Guess } from '../guessing/guess'
import { beginGuess, forgive } from '../guessing/guess-limits'
import { hashChosen, inTurn, matches } from '../secrets/stored-secret'
import { derivedKey } from '../secrets/secret-key'
import { rememberSuccess, type Attempt } from '../guessing/succeeded-places'

/** For what one check asks the database, as long as a request has. */
const patienceMs = 8_000

type SignInAttempt = { username: string; password: string; source: RequestSource }
type AuthenticatedUser = { id: number; name: string }

/**
 * The user behind a name and password, or null, in the same time whether the name is unknown, disabled or a robot's,
 * or the password wrong. Every door asks here, so all share one throttle: too many failures are a
 * *too-many-requests* refusal with its seconds; *unavailable* when too many wait for the slow hash. Failures leave an
 * audit row, a moment after the answer.
 */
export const authenticateUser = (attempt: SignInAttempt): Promise<AuthenticatedUser | null> =>
  countingSignIn('password', () => judgeOnce(attempt))

function judgeOnce(attempt: SignInAttempt): Promise<AuthenticatedUser | null> {
  // Clients open many connections at once with the same right password: one check answers for all of them.
  const { running } = globalState('sign-ins', () => ({ running: new Map<string, Promise<AuthenticatedUser | null>>() }))
  const key = fingerprint(attempt)
  const same = running.get(key)
  if (same) return same
  // Who came first may have no time left; that is not the others' fault.
  const verdict = inTime(patienceMs, () => judge(attempt)).finally(() => running.delete(key))
  running.set(key, verdict)
  return verdict
}

async function judge({ username, password, source }: SignInAttempt): Promise<AuthenticatedUser | null> {
  const attempt = { kind: 'user' as const, name: username, address: source.address }
  const noteThrottled = (error: unknown) => {
    if (asRefusal(error)?.kind === 'too-many-requests') noteFailure(username, source, true)
  }
  const guess = begin(attempt, noteThrottled)
  const user = await verify(username, password, guess).catch((error: unknown) => {
    // Nobody looked at the password: an overload must not lock anyone out.
    guess.takeBack()
    noteThrottled(error)
    throw error
  })
  if (!user) {
    guess.fail()
    noteFailure(username, source, false)
    return null
  }
  guess.takeBack()
  forgive(attempt)
  rememberSuccess(attempt)
  return user
}

/** Counts an attempt before its password is looked at, so that parallel guesses count too. */
function begin(attempt: Attempt, noteRefusal: (error: unknown) => void): Guess {
  try {
    return beginGuess(attempt)
  } catch (error) {
    noteRefusal(error)
    throw error
  }
}

async function verify(username: string, password: string, guess: Guess): Promise<AuthenticatedUser | null> {
  const [user, decoy] = await Promise.all([findUser(username), decoyHash()])
  // The slow hash runs for everyone, so that the time of an answer tells nothing about the name.
  const stored = { scheme: 'argon2id', hash: user?.passwordHash || decoy }
  const right = await inTurn(() => guess.look(() => matches(password, stored)))
  if (!user || !right || user.disabled) return null
  return { id: user.id, name: user.username }
}

/** Robots are no users: their names hold `$` or `+`, which no user's name can. */
async function findUser(username: string, tx: Tx = db()) {
  if (!userName.safeParse(username).success) return null
  const select = { id: true, username: true, passwordHash: true, disabled: true }
  return tx.user.findUnique({ where: { username }, select })
}

function decoyHash(): Promise<string> {
  const known = globalState<{ hash?: Promise<string> }>('decoy-hash', () => ({}))
  known.hash ??= hashChosen(randomBytes(24).toString('base64')).then(({ hash }) => hash)
  // Refused in an overload, it is made at the next request.
  known.hash.catch(() => delete known.hash)
  return known.hash
}

function fingerprint({ username, password, source }: SignInAttempt): string {
  const text = JSON.stringify([source.address ?? '', username, password])
  return createHmac('sha256', derivedKey('credential-cache')).update(text).digest('base64')
}

/** What was typed as a name may be a password in the wrong field: only the name of a user there is is written down. */
function noteFailure(username: string, source: RequestSource, throttled: boolean): void {
  // The answer does not wait for it: how long a refusal takes must not depend on who else is writing.
  void recordDenial(
    { kind: 'anonymous', source },
    {
      operation: 'user.sign-in',
      resource: { type: 'user', name: unknownName },
      result: 'failure',
      after: { throttled },
    },
    async (tx) => (await findUser(username, tx))?.username,
  )
}
