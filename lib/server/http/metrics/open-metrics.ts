import 'server-only'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { env } from '../../env'
import { log } from '../../log'
import { isBearer } from '../exchange/bearer'
import { answerBrokenRequests } from '../exchange/broken-requests'
import { listen, metricsPlace } from '../exchange/listen'
import { expose, prepareExposition } from './exposition'
import type { Program } from './gauges'

/** Tells metrics where the environment says so; the server is that of METRICS_PORT, null without. */
export async function openMetrics(program: Program): Promise<Server | null> {
  const place = metricsPlace()
  if (place || env().METRICS_TOKEN !== undefined) await prepareExposition(program)
  if (!place) return null
  const server = createServer({ keepAliveTimeout: 65_000, headersTimeout: 10_000, requestTimeout: 10_000 })
  answerBrokenRequests(server)
  server.on('request', (request, response) => void answer(request, response))
  await listen(server, place)
  return server
}

/** There is nothing else here. Without a token nobody is asked who they are: the port is not for everybody. */
async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.url?.split('?', 1)[0] !== '/metrics') return send(request, response, 404, 'only /metrics is here\n')
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD')
    return send(request, response, 405, 'method not allowed\n')
  }
  const token = env().METRICS_TOKEN
  if (token !== undefined && !isBearer(request.headers.authorization, token)) {
    response.setHeader('WWW-Authenticate', 'Bearer realm="metrics"')
    return send(request, response, 401, 'the bearer token must be that of METRICS_TOKEN\n')
  }
  try {
    const { type, text } = await expose()
    send(request, response, 200, text, type)
  } catch (error) {
    log().error({ err: error }, 'the metrics could not be told')
    send(request, response, 500, 'internal server error\n')
  }
}

function send(
  { method }: IncomingMessage,
  response: ServerResponse,
  status: number,
  body: string,
  type = 'text/plain; charset=utf-8',
): void {
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  })
  response.end(method === 'HEAD' ? undefined : body)
}
