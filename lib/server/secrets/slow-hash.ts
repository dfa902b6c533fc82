import 'server-only'
import { Refusal } from '../errors'
import { globalState } from '../global-state'

/** Each argon2id takes 19 MiB and one of the pool's four threads, which files need too. */
export const maxRunning = 2
/** About two seconds of waiting on a slow machine: who would wait longer is told to come again. */
const maxWaiting = 64
/** How many can be running or waiting at once. */
export const places = maxRunning + maxWaiting

type State = { running: number; waiting: (() => void)[] }
const turns = () => globalState<State>('slow-hashes', () => ({ running: 0, waiting: [] }))

/**
 * Runs a slow hash (argon2id), a few at a time in the whole process, in the order they came. When too many wait it is
 * *unavailable*, with the seconds after which to try again: an overload is answered at once and stalls nothing else.
 * Not to be nested.
 */
export async function inTurn<Result>(fn: () => Promise<Result>): Promise<Result> {
  const state = turns()
  if (state.running < maxRunning) state.running++
  else {
    if (state.waiting.length >= maxWaiting) throw new Refusal('unavailable', 'too many sign-ins at once', undefined, 1)
    await new Promise<void>((go) => state.waiting.push(go))
  }
  try {
    return await fn()
  } finally {
    // Whoever is next takes over the place of who leaves.
    const next = state.waiting.shift()
    if (next) next()
    else state.running--
  }
}
