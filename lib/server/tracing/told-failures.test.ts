import { BasicTracerProvider, BatchSpanProcessor, type SpanExporter } from '@opentelemetry/sdk-trace-base'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { Writable } from 'node:stream'
import pino from 'pino'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { setGlobalState } from '../global-state'
import { tellingFailures } from './told-failures'

let lines: Record<string, unknown>[] = []
beforeEach(() => {
  lines = []
  vi.useFakeTimers({ toFake: ['performance'] })
  const stream = new Writable({ write: (line, _, done) => (lines.push(JSON.parse(String(line))), done()) })
  setGlobalState('log', pino({ level: 'warn' }, stream))
})
afterEach(() => void vi.useRealTimers())

function begin(exporter: SpanExporter, maxWaiting = 100) {
  const batches = (sender: SpanExporter) => new BatchSpanProcessor(sender, { scheduledDelayMillis: 60_000 })
  const processor = tellingFailures(exporter, maxWaiting, batches)
  const tracer = new BasicTracerProvider({ spanProcessors: [processor] }).getTracer('test')
  const end = (count: number) => Array.from({ length: count }, () => tracer.startSpan('a span').end())
  return { end, flush: () => processor.forceFlush().catch(() => undefined), stop: () => processor.shutdown() }
}

let code = 1
const sender = {
  export: (_: unknown, done: (told: object) => void) =>
    done(code === 0 ? { code } : { code, error: new Error('connect ECONNREFUSED') }),
  shutdown: async () => undefined,
} as unknown as SpanExporter

test('what was not delivered is told once a minute, with how much it was', async () => {
  const { end, flush, stop } = begin(sender)
  const deliver = async (count: number) => {
    end(count)
    await flush()
  }
  await deliver(3)
  await deliver(4)
  vi.advanceTimersByTime(59_000)
  await deliver(5)
  expect(lines).toMatchObject([{ level: 40, msg: 'traces could not be delivered', count: 3 }])
  vi.advanceTimersByTime(2_000)
  await deliver(6)
  expect(lines.slice(1)).toMatchObject([{ count: 15, cause: 'connect ECONNREFUSED' }])
  await deliver(7)
  code = 0
  vi.advanceTimersByTime(120_000)
  await deliver(8)
  expect(lines).toHaveLength(2)
  await stop()
  expect(lines.slice(2)).toMatchObject([{ count: 7 }])
})

test('what there was no room for is told as well', async () => {
  code = 0
  const { end, flush, stop } = begin(sender, 10)
  end(14)
  await flush()
  end(10)
  await stop()
  expect(lines).toMatchObject([{ count: 1, cause: 'too many wait to be sent' }, { count: 3 }])
})

test('a header that Node refuses to send is not repeated', async () => {
  const headers = { 'Authorization: Basic hidden-word': 'x' }
  const { end, flush, stop } = begin(new OTLPTraceExporter({ url: 'http://127.0.0.1:9/v1/traces', headers }))
  end(1)
  await flush()
  await stop()
  expect(lines).toMatchObject([{ count: 1, cause: 'ERR_INVALID_HTTP_TOKEN' }])
  expect(JSON.stringify(lines)).not.toContain('hidden-word')
})
