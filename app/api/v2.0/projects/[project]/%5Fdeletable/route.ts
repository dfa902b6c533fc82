import { jsonResponse, methodNotAllowed } from '@/lib/server/http/api/api-route'
import { projectRoute } from '@/lib/server/http/api/project-route'
import { isProjectDeletable } from '@/lib/server/projects/get-for-api'

// A folder of the router must not begin with an underscore: %5F stands for it.
export const GET = projectRoute(async ({ actor, project }) =>
  jsonResponse({ deletable: await isProjectDeletable(actor, project) }),
)
export { notAllowed as DELETE, notAllowed as PATCH, notAllowed as POST, notAllowed as PUT }
const notAllowed = methodNotAllowed('GET, HEAD')
