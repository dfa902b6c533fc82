import 'server-only'
import { parseAndValidateFlightRouterState } from 'next/dist/server/app-render/parse-and-validate-flight-router-state.js'
import { paths } from '@/lib/paths'
import { isSameOrigin } from '../../auth/same-origin'
import { env } from '../../env'
import { ApiError, badRequest } from '../exchange/error-body'
import type { Call } from '../exchange/respond'
import { isAction, isRoute } from './is-action'

/**
 * Why a request shall not reach Next, or null. Next would answer it with 500 and a stack trace in the log, though the
 * mistake is the sender's; or, what is worse, as if there were none.
 */
export function pageRefusal({ request, response, received: { path } }: Call): ApiError | null {
  const { method = '', headers } = request
  const methods = methodsOf(path, isAction(request, path))
  if (!methods.includes(method)) {
    response.setHeader('Allow', methods.join(', '))
    return new ApiError(405, 'METHOD_NOT_ALLOWED', 'method not allowed')
  }
  if (isRoute(path)) return null
  // Next's page for its own failures, which it shows to whoever asks for it.
  if (path === '/_global-error') return new ApiError(404, 'NOT_FOUND', 'not found')
  if (!isReadableState(headers['next-router-state-tree'])) {
    return badRequest('the header Next-Router-State-Tree cannot be read')
  }
  if (isAction(request, path)) {
    return isSameOrigin(headers.origin ?? null)
      ? null
      : new ApiError(403, 'FORBIDDEN', 'the request came from another site')
  }
  // Next would look for an action in it, and no form of ours sends itself to one.
  const isUpload = method === 'POST' && /^multipart\/form-data/i.test(headers['content-type'] ?? '')
  return isUpload ? new ApiError(415, 'UNSUPPORTED_MEDIA_TYPE', 'no page takes such a form') : null
}

function methodsOf(path: string, action: boolean): string[] {
  // In development Next has addresses of its own beside the pages.
  if (isRoute(path) || env().NODE_ENV === 'development') {
    return ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
  }
  // The form to sign in sends itself while the page's script does not run yet, and is shown again.
  return action || path === paths.signIn() ? ['GET', 'HEAD', 'POST'] : ['GET', 'HEAD']
}

function isReadableState(header: string | string[] | undefined): boolean {
  try {
    parseAndValidateFlightRouterState(header)
    return true
  } catch {
    return false
  }
}
