import 'server-only'
import { env } from '../../env'
import { isBearer } from '../exchange/bearer'
import { ApiError } from '../exchange/error-body'
import { send, type Call, type Endpoint } from '../exchange/respond'
import { expose } from './exposition'

/** Whether the one port tells metrics there: without a token it is a path like any other. */
export const isMetricsPath = (path: string): boolean => path === '/metrics' && env().METRICS_TOKEN !== undefined

async function answerScrape(call: Call): Promise<void> {
  const { request, response } = call
  if (!isBearer(request.headers.authorization, env().METRICS_TOKEN!)) {
    response.setHeader('WWW-Authenticate', 'Bearer realm="metrics"')
    throw new ApiError(401, 'UNAUTHORIZED', 'the bearer token must be that of METRICS_TOKEN')
  }
  const { type, text } = await expose()
  send(call, 200, text, type)
}

/** The metrics on the one port, for who has the token. */
export const metricsEndpoint: Endpoint = { GET: answerScrape, HEAD: answerScrape }
