import 'server-only'
import type { RequestDoor } from '../../metrics/numbers'
import { isApiPath } from './is-api-path'

const doors: Record<string, RequestDoor> = {
  '/service/token': 'token',
  '/service/token-bundle.pem': 'keys',
  '/service/jwks.json': 'keys',
  '/service/notifications': 'notifications',
  '/healthz': 'health',
  '/livez': 'health',
  '/readyz': 'health',
  '/metrics': 'health',
}

/** At which door a path is asked for; what is none of the machines' is the pages'. */
export function doorOf(path: string): RequestDoor {
  if (Object.hasOwn(doors, path)) return doors[path]!
  return isApiPath(path) ? 'api' : 'pages'
}
