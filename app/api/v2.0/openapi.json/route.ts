import { apiRoute, jsonResponse, methodNotAllowed } from '@/lib/server/http/api/api-route'
import { openApiDocument } from '@/lib/server/http/api/openapi'

/** Not Harbor's: this API's own description. */
export const GET = apiRoute(async () => jsonResponse(openApiDocument()))
export { notAllowed as DELETE, notAllowed as PATCH, notAllowed as POST, notAllowed as PUT }
const notAllowed = methodNotAllowed('GET, HEAD')
