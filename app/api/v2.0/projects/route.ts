import { newProjectName } from '@/lib/domain/project-schema'
import { projectRequest } from '@/lib/domain/wire/project'
import {
  apiRoute,
  createdResponse,
  jsonResponse,
  methodNotAllowed,
  signedInRoute,
} from '@/lib/server/http/api/api-route'
import { badRequest, unprocessable } from '@/lib/server/http/error-body'
import { booleanOf, pageOf, pagingHeaders } from '@/lib/server/http/api/paging'
import { bodyOf } from '@/lib/server/http/api/json-body'
import { projectFields, wireProject } from '@/lib/server/http/api/wire-project'
import { createProject } from '@/lib/server/projects/create'
import { projectExists } from '@/lib/server/projects/exists'
import { listProjectsForApi } from '@/lib/server/projects/list-for-api'

export const GET = apiRoute(async ({ actor, query, path }) => {
  const page = pageOf(query)
  booleanOf(query, 'with_detail')
  const { rows, total } = await listProjectsForApi(actor, {
    ...page,
    q: query.get('q') ?? '',
    sort: query.get('sort') ?? '',
    name: query.get('name') ?? undefined,
    public: booleanOf(query, 'public'),
    owner: query.get('owner') ?? undefined,
  })
  return jsonResponse(rows.map(wireProject), pagingHeaders(path, query, page, total))
})

/** Whether a project of this name exists. */
export const HEAD = signedInRoute(async ({ actor, query }) => {
  const name = query.get('project_name')
  if (!name) throw unprocessable('project_name in query is required')
  return new Response(null, { status: (await projectExists(actor, name)) ? 200 : 404 })
})

export const POST = signedInRoute(async ({ actor, request, path }) => {
  const body = await bodyOf(request, projectRequest)
  const name = newProjectName.safeParse(body.project_name ?? '')
  if (!name.success) throw badRequest('project name is not in lower case or contains illegal characters')
  const { public: isPublic = false, metadata } = projectFields(body)
  const { id } = await createProject(actor, { name: name.data, public: isPublic, metadata })
  const byName = /^(1|t|true)$/i.test(request.headers.get('x-resource-name-in-location') ?? '')
  return createdResponse(`${path}/${byName ? name.data : id}`)
})
export { notAllowed as DELETE, notAllowed as PATCH, notAllowed as PUT }
const notAllowed = methodNotAllowed('GET, HEAD, POST')
