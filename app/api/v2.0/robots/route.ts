import { apiRoute, jsonResponse, methodNotAllowed } from '@/lib/server/http/api'
import { pageOf, pagingHeaders } from '@/lib/server/http/paging'
import { wireRobot } from '@/lib/server/http/wire'
import { listRobotsForApi } from '@/lib/server/robots/list-for-api'

export const GET = apiRoute(async ({ actor, query, path }) => {
  const page = pageOf(query)
  const list = { ...page, q: query.get('q') ?? '', sort: query.get('sort') ?? '' }
  const { rows, total } = await listRobotsForApi(actor, list)
  return jsonResponse(rows.map(wireRobot), pagingHeaders(path, query, page, total))
})
export { notAllowed as DELETE, notAllowed as PATCH, notAllowed as POST, notAllowed as PUT }
const notAllowed = methodNotAllowed('GET, HEAD')
