import { memberRequest } from '@/lib/domain/wire/member'
import { createdResponse, jsonResponse, methodNotAllowed } from '@/lib/server/http/api/api-route'
import { badRequest } from '@/lib/server/http/error-body'
import { pageOf, pagingHeaders } from '@/lib/server/http/api/paging'
import { projectRoute } from '@/lib/server/http/api/project-route'
import { bodyOf } from '@/lib/server/http/api/json-body'
import { memberOf, roleOf, wireMember } from '@/lib/server/http/api/wire-member'
import { asRefusal } from '@/lib/server/errors'
import { addMember } from '@/lib/server/members/add'
import { listMembersForApi } from '@/lib/server/members/list-for-api'

export const GET = projectRoute(async ({ actor, query, path, project }) => {
  const page = pageOf(query)
  const { rows, total } = await listMembersForApi(actor, project, {
    ...page,
    entityName: query.get('entityname') ?? '',
  })
  return jsonResponse(rows.map(wireMember), pagingHeaders(path, query, page, total))
})

export const POST = projectRoute(async ({ actor, request, path, project }) => {
  const body = await bodyOf(request, memberRequest, { optional: true })
  const member = { project: project.name, role: roleOf(body.role_id), ...memberOf(body) }
  const { id } = await addMember(actor, member).catch((error: unknown) => {
    // In Harbor a user who does not exist is a fault of the body.
    throw asRefusal(error)?.reason === 'member-unknown-user' ? badRequest('user not found') : error
  })
  return createdResponse(`${path}/${id}`)
})
export { notAllowed as DELETE, notAllowed as PATCH, notAllowed as PUT }
const notAllowed = methodNotAllowed('GET, HEAD, POST')
