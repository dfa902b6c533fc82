import { apiRoute, jsonResponse, methodNotAllowed } from '@/lib/server/http/api/api-route'
import { componentsHealth } from '@/lib/server/http/api/components-health'

/** Always 200: what is wrong is in the answer. For load balancers there is /healthz. */
export const GET = apiRoute(async () => jsonResponse(await componentsHealth()))
export { notAllowed as DELETE, notAllowed as PATCH, notAllowed as POST, notAllowed as PUT }
const notAllowed = methodNotAllowed('GET, HEAD')
