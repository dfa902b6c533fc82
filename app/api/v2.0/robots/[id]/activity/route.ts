import { apiRoute, jsonResponse, methodNotAllowed } from '@/lib/server/http/api/api-route'
import { idOf } from '@/lib/server/http/api/id-of'
import { wireActivity } from '@/lib/server/http/api/wire-activity'
import { robotActivity } from '@/lib/server/robots/activity'

/** Not Harbor's: what a robot has been doing, for the console's panel about it. */
export const GET = apiRoute<{ id: string }>(async ({ actor, params }) =>
  jsonResponse(wireActivity(await robotActivity(actor, idOf(params.id, 'robot_id')))),
)
export { notAllowed as DELETE, notAllowed as PATCH, notAllowed as POST, notAllowed as PUT }
const notAllowed = methodNotAllowed('GET, HEAD')
