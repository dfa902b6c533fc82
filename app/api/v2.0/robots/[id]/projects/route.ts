import { apiRoute, jsonResponse, methodNotAllowed } from '@/lib/server/http/api/api-route'
import { idOf } from '@/lib/server/http/api/id-of'
import { pageOf, pagingHeaders } from '@/lib/server/http/api/paging'
import { wireRobotProject } from '@/lib/server/http/api/wire-robot-project'
import { listRobotProjects } from '@/lib/server/robots/list-projects'

/** Not Harbor's: one page of a system robot's projects, for the console's projects dialog. */
export const GET = apiRoute<{ id: string }>(async ({ actor, query, path, params }) => {
  const page = pageOf(query)
  const list = { ...page, name: query.get('name') ?? '', sort: query.get('sort') ?? '' }
  const { rows, total } = await listRobotProjects(actor, idOf(params.id, 'robot_id'), list)
  return jsonResponse(rows.map(wireRobotProject), pagingHeaders(path, query, page, total))
})
export { notAllowed as DELETE, notAllowed as PATCH, notAllowed as POST, notAllowed as PUT }
const notAllowed = methodNotAllowed('GET, HEAD')
