import { apiRoute, jsonResponse, methodNotAllowed } from '@/lib/server/http/api/api-route'
import { listGrantable } from '@/lib/server/robots/grantable'

export const GET = apiRoute(async ({ actor }) => jsonResponse(await listGrantable(actor)))
export { notAllowed as DELETE, notAllowed as PATCH, notAllowed as POST, notAllowed as PUT }
const notAllowed = methodNotAllowed('GET, HEAD')
