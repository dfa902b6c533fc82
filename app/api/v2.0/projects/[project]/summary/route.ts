import { jsonResponse, methodNotAllowed } from '@/lib/server/http/api/api-route'
import { projectRoute } from '@/lib/server/http/api/project-route'
import { wireSummary } from '@/lib/server/http/api/wire-project'
import { summarizeProject } from '@/lib/server/projects/get-for-api'

export const GET = projectRoute(async ({ actor, project }) =>
  jsonResponse(wireSummary(await summarizeProject(actor, project))),
)
export { notAllowed as DELETE, notAllowed as PATCH, notAllowed as POST, notAllowed as PUT }
const notAllowed = methodNotAllowed('GET, HEAD')
