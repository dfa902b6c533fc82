import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Attributes, Span } from '@opentelemetry/api'
import { env } from '../env'
import { setTracing, type TracedAnswer, type TracedRequest, type Tracing } from './span'
import { tellingFailures } from './told-failures'
import { parseTraceparent } from './traceparent'

/** What waits to be sent, and in which portions: more is dropped, some megabytes at most. */
const bounds = {
  maxQueueSize: 4_096,
  maxExportBatchSize: 512,
  scheduledDelayMillis: 2_000,
  exportTimeoutMillis: 10_000,
}
/** At the end of the process, which has its own patience. */
const flushMs = 2_000

type Libraries = Awaited<ReturnType<typeof load>>

/** Only now: who has no traces has nothing of them in the process. */
async function load() {
  const [api, sdk, exporter, resources] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace-base'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ])
  return { api, sdk, exporter, resources }
}

/**
 * Begins to keep traces if the environment names a collector; to be called before the database is opened. Answers what
 * sends the last of them, in bounded time and never in vain.
 */
export async function startTracing(program: 'console' | 'tokens'): Promise<() => Promise<void>> {
  const endpoint = tracesEndpoint()
  if (endpoint === null) return async () => undefined
  const libraries = await load()
  const provider = providerFor(libraries, endpoint, program)
  setTracing(tracingWith(libraries, provider.getTracer('robot-console')))
  return async () => {
    setTracing(null)
    const tooLate = new Promise<void>((resolve) => setTimeout(resolve, flushMs).unref())
    await Promise.race([provider.shutdown().catch(() => undefined), tooLate])
  }
}

function tracesEndpoint(): string | null {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: base, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: own } = env()
  return own ?? (base === undefined ? null : `${base.replace(/\/$/, '')}/v1/traces`)
}

function providerFor({ sdk, exporter, resources }: Libraries, url: string, program: string) {
  const { OTEL_SERVICE_NAME, OTEL_TRACES_SAMPLER_ARG } = env()
  const ratio = new sdk.TraceIdRatioBasedSampler(OTEL_TRACES_SAMPLER_ARG)
  const sender = new exporter.OTLPTraceExporter({ url, timeoutMillis: bounds.exportTimeoutMillis })
  return new sdk.BasicTracerProvider({
    resource: resources.resourceFromAttributes({
      'service.name': OTEL_SERVICE_NAME,
      'robot_console.program': program,
    }),
    sampler: new sdk.ParentBasedSampler({ root: ratio }),
    spanProcessors: [
      tellingFailures(sender, bounds.maxQueueSize, (telling) => new sdk.BatchSpanProcessor(telling, bounds)),
    ],
  })
}

type Tracer = ReturnType<InstanceType<Libraries['sdk']['BasicTracerProvider']>['getTracer']>

function tracingWith({ api }: Libraries, tracer: Tracer): Tracing {
  const { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } = api
  const spans = new AsyncLocalStorage<Span>()
  const methods = new WeakMap<Span, string>()
  // Else anybody on the internet would say what is traced, whatever share is meant to be.
  const believesCallers = env().TRUST_PROXY.kind !== 'none'

  function inRequest<Result>(request: TracedRequest, ended: Promise<TracedAnswer>, run: () => Result): Result {
    const { method, route, traceparent, attributes } = request
    const caller = believesCallers ? parseTraceparent(traceparent) : null
    const parent = caller ? trace.setSpanContext(ROOT_CONTEXT, caller) : ROOT_CONTEXT
    const known = { 'http.request.method': method, 'http.route': route, ...attributes }
    const span = tracer.startSpan(`${method} ${route}`, { kind: SpanKind.SERVER, attributes: known }, parent)
    methods.set(span, method)
    void ended.then((answer) => endRequest(span, answer))
    return spans.run(span, run)
  }

  function endRequest(span: Span, { status, isAborted }: TracedAnswer): void {
    span.setAttribute('http.response.status_code', status)
    if (isAborted) span.setAttribute('robot_console.aborted', true)
    if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
    span.end()
  }

  async function inSpan<Result>(name: string, run: () => Promise<Result>, attributes?: Attributes): Promise<Result> {
    const parent = spans.getStore()
    // Jobs, and what goes on after an answer, are nobody's request.
    if (!parent?.isRecording()) return run()
    const span = tracer.startSpan(name, { attributes }, trace.setSpan(ROOT_CONTEXT, parent))
    try {
      return await spans.run(span, run)
    } catch (error) {
      // A message may name somebody, or quote what was sent.
      span.setAttribute('error.type', error instanceof Error ? error.name : 'unknown')
      span.setStatus({ code: SpanStatusCode.ERROR })
      throw error
    } finally {
      span.end()
    }
  }

  function describe({ route, attributes = {} }: Parameters<Tracing['describe']>[0]): void {
    const span = spans.getStore()
    if (!span?.isRecording()) return
    span.setAttributes(route === undefined ? attributes : { ...attributes, 'http.route': route })
    if (route !== undefined) span.updateName(`${methods.get(span)} ${route}`)
  }

  return { inRequest, inSpan, describe, outside: (run) => spans.exit(run) }
}
