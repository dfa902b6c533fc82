import 'server-only'
import { flushFailures } from '../guessing/write-later'
import { setGlobalState } from '../global-state'
import { db, sharedCounts } from '../store/db'

/** Nobody has failed or succeeded anywhere yet: as in a process that has just begun, where no other has counted. */
export async function forgetGuesses(): Promise<void> {
  await flushFailures()
  forgetOwnGuesses()
  if (sharedCounts()) await db().sharedFailures.deleteMany()
}

/** What a process keeps of them in its memory. */
export const ownGuesses = [
  'guesses',
  'succeeded-places',
  'used-from',
  'password-proofs',
  'link-secret-guesses',
  'denial-windows',
]

/** What the database says of failures, and of where a secret was used, is waited for however busy the machine is. */
export function bePatient(): void {
  setGlobalState('used-from', { known: new Map(), asking: 0, patienceMs: 20_000 })
  const counts = sharedCounts()
  if (counts) counts.patience = { waiting: 20_000, background: 20_000 }
}

function forgetOwnGuesses(): void {
  // Makes the next use build it anew.
  for (const name of ownGuesses) setGlobalState(name, undefined as unknown as object)
}
