import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import type { ServerResponse } from 'node:http'
import { globalState } from './global-state'

/** `answerBy` on the clock of `performance.now()`; `outage` once the database could not answer for this request. */
type RequestContext = { answerBy: number; outage: boolean }

/** Together with what is not the database's, every request is answered within ten seconds. */
const patienceMs = 8_000

const storage = () => globalState('request-context', () => new AsyncLocalStorage<RequestContext>())

/** Runs the answer to a request: everything it asks the database must come back in time, however much that is. */
export function inRequest<Result>(response: ServerResponse, run: () => Result): Result {
  const context: RequestContext = { answerBy: performance.now() + patienceMs, outage: false }
  // What goes on after the answer, such as a timer it has set, is in no hurry any more.
  response.once('close', () => (context.answerBy = Infinity))
  return storage().run(context, run)
}

/** How long to wait for something, milliseconds: what the request has left, at most `limitMs`; 0 or less = no more. */
export const timeLeft = (limitMs: number): number =>
  Math.min(limitMs, (storage().getStore()?.answerBy ?? Infinity) - performance.now())

/** Notes that the database could not answer, for whoever ends the request. */
export function noteOutage(): void {
  const context = storage().getStore()
  if (context) context.outage = true
}

export const hadOutage = (): boolean => storage().getStore()?.outage ?? false
