import { userRequest } from '@/lib/domain/wire/user'
import { createdResponse, jsonResponse, methodNotAllowed, signedInRoute } from '@/lib/server/http/api/api-route'
import { pageOf, pagingHeaders } from '@/lib/server/http/api/paging'
import { bodyOf } from '@/lib/server/http/api/json-body'
import { newUserOf, wireUser } from '@/lib/server/http/api/wire-user'
import { createUser } from '@/lib/server/users/create'
import { listUsersForApi } from '@/lib/server/users/list-for-api'

export const GET = signedInRoute(async ({ actor, query, path }) => {
  const page = pageOf(query)
  const list = { ...page, q: query.get('q') ?? '', sort: query.get('sort') ?? '' }
  const { rows, total } = await listUsersForApi(actor, list)
  return jsonResponse(rows.map(wireUser), pagingHeaders(path, query, page, total))
})

export const POST = signedInRoute(async ({ actor, request, path }) => {
  const { id } = await createUser(actor, newUserOf(await bodyOf(request, userRequest)))
  return createdResponse(`${path}/${id}`)
})
export { notAllowed as DELETE, notAllowed as PATCH, notAllowed as PUT }
const notAllowed = methodNotAllowed('GET, HEAD, POST')
