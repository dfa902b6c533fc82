import { apiRoute, jsonResponse, methodNotAllowed } from '@/lib/server/http/api'
import { unprocessable } from '@/lib/server/http/error-body'
import { booleanOf, pageOf, pagingHeaders } from '@/lib/server/http/paging'
import { wireProject } from '@/lib/server/http/wire'
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
export const HEAD = apiRoute(async ({ actor, query }) => {
  const name = query.get('project_name')
  if (!name) throw unprocessable('project_name in query is required')
  return new Response(null, { status: (await projectExists(actor, name)) ? 200 : 404 })
})
export { notAllowed as DELETE, notAllowed as PATCH, notAllowed as POST, notAllowed as PUT }
const notAllowed = methodNotAllowed('GET, HEAD')
