import 'server-only'
import type { SpanExporter, SpanProcessor } from '@opentelemetry/sdk-trace-base'
import { log } from '../log'

const everyMs = 60_000

/**
 * What sends spans by this exporter, at most so many waiting. What could not be delivered is told: how much of it, and
 * why the last was not, at most once a minute.
 */
export function tellingFailures(
  exporter: SpanExporter,
  maxWaiting: number,
  toProcessor: (exporter: SpanExporter) => SpanProcessor,
): SpanProcessor {
  let [waiting, lost, toldAt, cause] = [0, 0, -Infinity, '']
  const tell = () => {
    log().warn({ count: lost, cause }, 'traces could not be delivered')
    ;[lost, toldAt] = [0, performance.now()]
  }
  const lose = (count: number, why: string) => {
    ;[lost, cause] = [lost + count, why]
    if (performance.now() - toldAt >= everyMs) tell()
  }
  const processor = toProcessor({
    export: (spans, done) => {
      waiting -= spans.length
      exporter.export(spans, (result) => {
        if (result.code !== 0) lose(spans.length, causeOf(result.error))
        done(result)
      })
    },
    forceFlush: async () => exporter.forceFlush?.(),
    shutdown: () => exporter.shutdown(),
  })
  return {
    onStart: (span, context) => processor.onStart(span, context),
    onEnd: (span) => {
      if (!(span.spanContext().traceFlags & 1)) return
      // The processor would drop it as well, and tell nobody.
      if (waiting >= maxWaiting) return lose(1, 'too many wait to be sent')
      waiting++
      processor.onEnd(span)
    },
    forceFlush: () => processor.forceFlush(),
    shutdown: () => processor.shutdown().finally(() => lost > 0 && tell()),
  }
}

/** Node repeats a header that it cannot send, and an address that it cannot read: of these the code says enough. */
function causeOf(error: (Error & { code?: unknown }) | undefined): string {
  const codes = [error?.code, (error?.cause as { code?: unknown } | undefined)?.code].map(String)
  return codes.find((code) => code.startsWith('ERR_INVALID_')) ?? error?.message.slice(0, 200) ?? 'unknown'
}
