import { apiRoute, jsonResponse, methodNotAllowed } from '@/lib/server/http/api/api-route'
import { listProjectIds } from '@/lib/server/projects/list-ids'

/** Not Harbor's: what "Select all projects" of the system robot's wizard adds while a filter is set. */
export const GET = apiRoute(async ({ actor, query }) =>
  jsonResponse(await listProjectIds(actor, query.get('name') ?? '')),
)
export { notAllowed as DELETE, notAllowed as PATCH, notAllowed as POST, notAllowed as PUT }
const notAllowed = methodNotAllowed('GET, HEAD')
