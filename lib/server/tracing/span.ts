import 'server-only'
import type { Attributes } from '@opentelemetry/api'
import { globalState } from '../global-state'

/** A request as its trace tells it: by the operation, never by the path, which may name anything. */
export type TracedRequest = { method: string; route: string; traceparent: string | undefined; attributes: Attributes }
/** How it ended. */
export type TracedAnswer = { status: number; isAborted: boolean }

/** What makes spans, where the environment names somebody who takes them: lib/server/tracing/start-tracing.ts. */
export type Tracing = {
  /** Runs the answer to a request in a span of its own, that `ended` closes. */
  inRequest: <Result>(request: TracedRequest, ended: Promise<TracedAnswer>, run: () => Result) => Result
  inSpan: <Result>(name: string, run: () => Promise<Result>, attributes?: Attributes) => Promise<Result>
  /** Runs what is no part of the request in whose midst it begins. */
  outside: <Result>(run: () => Result) => Result
  describe: (told: { route?: string; attributes?: Attributes }) => void
}

type State = { tracing: Tracing | null }
const off = (): State => ({ tracing: null })

/** Null as long as nobody takes traces: then nothing of them may cost anything. */
export const tracing = (): Tracing | null => globalState('tracing', off).tracing

export function setTracing(to: Tracing | null): void {
  globalState('tracing', off).tracing = to
}

/**
 * Runs a part of the answer to a request in a span. What stands in a name or an attribute leaves the house: no secret,
 * and no name that somebody has given.
 */
export function inSpan<Result>(name: string, run: () => Promise<Result>, attributes?: Attributes): Promise<Result> {
  const on = tracing()
  return on ? on.inSpan(name, run, attributes) : run()
}

/** Runs what is done for several requests, or later than for the one that began it: it is in no trace. */
export function outOfSpans<Result>(run: () => Result): Result {
  const on = tracing()
  return on ? on.outside(run) : run()
}
