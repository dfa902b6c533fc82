import 'server-only'
import { env } from '../../env'
import { ApiError } from '../exchange/error-body'
import { sendNothing, type Call, type Endpoint } from '../exchange/respond'

/**
 * Lets pages of the origins in TOKEN_CORS_ORIGINS use an endpoint: they may send an Authorization header and read the
 * answer, a refusal too. The browser's own credentials are never asked for. Without that setting, as it was.
 */
export const crossOrigin = (endpoint: Endpoint): (() => Endpoint) => {
  const methods = Object.keys(endpoint).join(', ')
  const opened = Object.entries(endpoint).map(([method, run]) => [method, admitting(run)])
  const shared: Endpoint = { ...Object.fromEntries(opened), OPTIONS: preflight(methods) }
  return () => (env().TOKEN_CORS_ORIGINS.length === 0 ? endpoint : shared)
}

type Run = Endpoint[string]

const admitting =
  (run: Run): Run =>
  (call) => {
    admit(call)
    return run(call)
  }

const preflight =
  (methods: string): Run =>
  async (call) => {
    if (!admit(call)) throw new ApiError(403, 'FORBIDDEN', 'this origin is not in TOKEN_CORS_ORIGINS')
    const { response } = call
    response.setHeader('Access-Control-Allow-Methods', methods)
    response.setHeader('Access-Control-Allow-Headers', 'Authorization')
    response.setHeader('Access-Control-Max-Age', 600)
    sendNothing(call, 204)
  }

/** Whether the request's origin is one of ours to admit; the answer then says so. */
function admit({ request, response }: Call): boolean {
  response.setHeader('Vary', 'Origin')
  const { origin } = request.headers
  if (origin === undefined || !env().TOKEN_CORS_ORIGINS.includes(origin)) return false
  response.setHeader('Access-Control-Allow-Origin', origin)
  return true
}
