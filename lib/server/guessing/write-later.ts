import 'server-only'
import { globalState } from '../global-state'
import { log } from '../log'
import { sharedCounts } from '../store/db'

type Write = (points: number) => Promise<unknown>
type Waiting = Map<string, { points: number; write: Write }>
type State = { failed: Waiting; takenBack: Waiting; writing: Promise<void> | null }
const state = () =>
  globalState<State>('failures-to-share', () => ({ failed: new Map(), takenBack: new Map(), writing: null }))

/** Keys with failures that wait to be written: beyond it the database is slower than whoever fails. */
const maxWaiting = 1_000

/** Counts points at a key in the database when whoever is being answered is done; fewer than none are taken back. */
export function writeLater(key: string, points: number, write: Write): void {
  const { failed, takenBack } = state()
  const waiting = points < 0 ? takenBack : failed
  const known = waiting.get(key)
  if (known) known.points += points
  // What is taken back was counted in the turn of a slow hash, so there are no more than turns.
  else if (points < 0 || (failed.size < maxWaiting && sharedCounts()?.mayWrite())) waiting.set(key, { points, write })
  void flushFailures()
}

/** Writes what waits; what is not taken now stays counted in this process alone. Never rejects. */
export function flushFailures(): Promise<void> {
  return (state().writing ??= drain())
}

async function drain(): Promise<void> {
  try {
    await new Promise(setImmediate)
    for (let next = takeNext(); next; next = takeNext()) {
      await next.write(next.points).catch(({ message }: Error) => log().error({ cause: message }, 'failures are lost'))
    }
  } finally {
    // In the same turn as the last look: what comes next begins anew.
    state().writing = null
  }
}

/** What was taken back first: it keeps an owner out, and waits behind no flood. What is added from here on is another write. */
function takeNext(): { points: number; write: Write } | undefined {
  for (const waiting of [state().takenBack, state().failed]) {
    const [first] = waiting
    if (!first) continue
    waiting.delete(first[0])
    return first[1]
  }
  return undefined
}
