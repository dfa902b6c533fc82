import { projectRequest } from '@/lib/domain/wire/project'
import { emptyResponse, jsonResponse, methodNotAllowed } from '@/lib/server/http/api/api-route'
import { openProjectRoute, projectRoute } from '@/lib/server/http/api/project-route'
import { bodyOf } from '@/lib/server/http/api/json-body'
import { projectFields, wireProject } from '@/lib/server/http/api/wire-project'
import { getProjectForApi } from '@/lib/server/projects/get-for-api'
import { removeProject } from '@/lib/server/projects/remove'
import { updateProject } from '@/lib/server/projects/update'

export const GET = openProjectRoute(async ({ actor, project }) =>
  jsonResponse(wireProject(await getProjectForApi(actor, project))),
)

export const PUT = projectRoute(async ({ actor, request, project }) => {
  const fields = projectFields(await bodyOf(request, projectRequest))
  await updateProject(actor, { id: project.id, ...fields })
  return emptyResponse()
})

export const DELETE = projectRoute(async ({ actor, project }) => {
  await removeProject(actor, project.id)
  return emptyResponse()
})
export { notAllowed as PATCH, notAllowed as POST }
const notAllowed = methodNotAllowed('DELETE, GET, HEAD, PUT')
