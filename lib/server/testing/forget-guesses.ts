import 'server-only'
import { setGlobalState } from '../global-state'

/** Nobody has failed or succeeded anywhere yet, as in a process that has just begun. */
export function forgetGuesses(): void {
  for (const name of ['guesses', 'succeeded-places', 'password-proofs', 'denial-windows']) {
    // Makes the next use build it anew.
    setGlobalState(name, undefined as unknown as object)
  }
}
