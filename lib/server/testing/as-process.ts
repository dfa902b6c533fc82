import 'server-only'
import { globalState, setGlobalState } from '../global-state'
import { ownGuesses } from './forget-guesses'

const none = {}

/**
 * Several processes in this one, as far as guessing goes: what each has counted and remembers itself, beside one
 * database. One at a time is at work.
 */
export function asProcesses(count: number) {
  const memories = Array.from({ length: count }, () => new Map<string, object>())
  return async <Result>(index: number, work: () => Result | Promise<Result>): Promise<Result> => {
    const memory = memories[index]!
    for (const name of ownGuesses) setGlobalState(name, memory.get(name) as object)
    try {
      return await work()
    } finally {
      for (const name of ownGuesses) {
        const kept = globalState(name, () => none)
        memory.set(name, (kept === none ? undefined : kept) as object)
        setGlobalState(name, undefined as unknown as object)
      }
    }
  }
}
