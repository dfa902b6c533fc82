import 'server-only'
import { inSpan } from '../tracing/span'
import type { HotReads } from './hot-reads/hot-reads'

type Call = { model?: string; operation: string; args: unknown; query: (args: unknown) => Promise<unknown> }

/** For a client whose statements are to be spans. */
export const tracedStatements = {
  query: {
    $allOperations: ({ model, operation, args, query }: Call) =>
      inSpan(`database ${model === undefined ? operation : `${model}.${operation}`}`, async () => query(args)),
  },
}

/** The same reads, each question a span. */
export const tracedReads = (reads: HotReads): HotReads => ({
  ...reads,
  ask: (question) => inSpan('database read', () => reads.ask(question)),
  robots: (ids) => inSpan('database read', () => reads.robots(ids)),
})
