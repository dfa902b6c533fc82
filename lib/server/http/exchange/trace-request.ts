import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { tracing, type TracedAnswer, type Tracing } from '../../tracing/span'
import { doorOf } from './door'

/** Runs the answer to a request in a span of its own, where traces are kept. */
export function traceRequest<Result>(request: IncomingMessage, response: ServerResponse, run: () => Result): Result {
  const on = tracing()
  return on ? traced(on, request, response, run) : run()
}

function traced<Result>(on: Tracing, request: IncomingMessage, response: ServerResponse, run: () => Result): Result {
  const [path = ''] = (request.url ?? '').split('?', 1)
  const door = doorOf(path)
  // Those who look whether we live would be most of all there is.
  if (door === 'health') return run()
  const { method = '', headers } = request
  const { traceparent } = headers as Record<string, string | undefined>
  const ended = new Promise<TracedAnswer>((resolve) =>
    response.once('close', () => resolve({ status: response.statusCode, isAborted: !response.writableFinished })),
  )
  const attributes = { 'robot_console.door': door }
  return on.inRequest({ method, route: routeOf(door, path), traceparent, attributes }, ended, run)
}

/** What has one path of its own by that; of the API the operation is told later; Next knows best what its pages are. */
function routeOf(door: ReturnType<typeof doorOf>, path: string): string {
  if (door === 'api') return '/api'
  if (door !== 'pages') return path
  return path.startsWith('/_next/static/') ? '/_next/static' : '/pages'
}
