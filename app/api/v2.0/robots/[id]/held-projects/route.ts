import { apiRoute, jsonResponse, methodNotAllowed } from '@/lib/server/http/api/api-route'
import { idOf } from '@/lib/server/http/api/id-of'
import { heldProjects } from '@/lib/server/robots/held-projects'

/** Not Harbor's: what the wizard starts the edit of a system robot from. */
export const GET = apiRoute<{ id: string }>(async ({ actor, params }) =>
  jsonResponse(await heldProjects(actor, idOf(params.id, 'robot_id'))),
)
export { notAllowed as DELETE, notAllowed as PATCH, notAllowed as POST, notAllowed as PUT }
const notAllowed = methodNotAllowed('GET, HEAD')
