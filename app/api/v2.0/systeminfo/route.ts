import { apiRoute, jsonResponse, methodNotAllowed } from '@/lib/server/http/api/api-route'
import { systemInfo } from '@/lib/server/http/api/system-info'

/** What clients ask before they do anything else. */
export const GET = apiRoute(async ({ actor }) => jsonResponse(systemInfo(actor)))
export { notAllowed as DELETE, notAllowed as PATCH, notAllowed as POST, notAllowed as PUT }
const notAllowed = methodNotAllowed('GET, HEAD')
