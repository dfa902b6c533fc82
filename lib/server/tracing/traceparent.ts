import 'server-only'
import type { SpanContext } from '@opentelemetry/api'

const known = /^(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:-|$)/

/** Of whose trace a request is a part, by the header of the W3C; null when it does not say so as it should. */
export function parseTraceparent(header: string | undefined): SpanContext | null {
  if (header === undefined || header.length > 512 || (header.startsWith('00') && header.length !== 55)) return null
  const [, traceId, spanId, flags] = known.exec(header) ?? []
  if (!traceId || !spanId || /^0+$/.test(traceId) || /^0+$/.test(spanId)) return null
  // Only the last bit is known to us: that whoever asks keeps the trace.
  return { traceId, spanId, traceFlags: Number.parseInt(flags!, 16) & 1, isRemote: true }
}
