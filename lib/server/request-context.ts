import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import type { ServerResponse } from 'node:http'
import { globalState } from './global-state'
import { withPatience } from './patience'
import { outOfSpans } from './tracing/span'

/** That the database could not answer something, and that the page which is being made says so. */
type Outage = 'none' | 'met' | 'shown'
/** `answerBy` is on the clock of `performance.now()`. */
type RequestContext = { answerBy: number; outage: Outage }

/** Together with what is not the database's, every request is answered within ten seconds. */
const patienceMs = 8_000

const storage = () => globalState('request-context', () => new AsyncLocalStorage<RequestContext>())

/** Runs the answer to a request: all it asks the database before it is given must come back in time, however much. */
export function inRequest<Result>(response: ServerResponse, run: () => Result): Result {
  const context: RequestContext = { answerBy: performance.now() + patienceMs, outage: 'none' }
  // What goes on after the answer, such as a timer it has set, is in no hurry any more.
  response.once('close', () => (context.answerBy = Infinity))
  return storage().run(context, run)
}

/** The head of the answer is sent: what follows, a long download or the rest of a page, takes the time it takes. */
export function beginAnswer(): void {
  const context = storage().getStore()
  if (context) context.answerBy = Infinity
}

/** How long to wait for something, milliseconds: what the request has left, at most `limitMs`; 0 or less = no more. */
export const timeLeft = (limitMs: number): number =>
  Math.min(limitMs, (storage().getStore()?.answerBy ?? Infinity) - performance.now())

/** For whoever sends the answer's head. */
export function noteOutage(outage: Exclude<Outage, 'none'>): void {
  const context = storage().getStore()
  if (context && context.outage !== 'shown') context.outage = outage
}

export const outageOfRequest = (): Outage => storage().getStore()?.outage ?? 'none'

/**
 * Runs what is done for several requests at once, in nobody's time and nobody's trace: whoever came first may have no
 * time left. What it asks the database has the patience of its connections.
 */
export const forAll = <Result>(run: () => Result): Result => storage().exit(() => outOfSpans(run))

/** What several wait for, as long as this request may: then it fails as a database does that is too slow. */
export async function inOwnTime<Result>(answer: Promise<Result>): Promise<Result> {
  const left = timeLeft(Infinity)
  if (left === Infinity) return answer
  const why = 'timeout expired before the answer came'
  // At once where nothing is left: whether an answer came first would be chance.
  if (left <= 0) return Promise.race([Promise.reject(new Error(why)), answer])
  return withPatience(answer, left, why)
}

/** Runs something that may take so much time for what it asks the database, whatever the request has left. */
export const inTime = <Result>(limitMs: number, run: () => Result): Result =>
  storage().run({ answerBy: performance.now() + limitMs, outage: 'none' }, run)
